import { Parser } from 'web-tree-sitter';
import { readWasm } from './grammars.ts';

/** Bytes. More than what V8 lets any thread recurse, so that its own stack always ends first. */
const STACK = 16 * 1024 * 1024;

/** The little of WebAssembly's interface that is needed; it is in no library of types that this project loads. */
interface Instance {
  readonly exports: Readonly<Record<string, unknown>>;
}
type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface WebAssembly {
  instantiate(bytes: Uint8Array, imports: Imports): Promise<{ instance: Instance; module: object }>;
}

export interface Runtime {
  /** The parser to use now. */
  parser(): Parser;
  /** After a parse that threw: gives up the parser, whose state is unknown, and goes back to an empty stack. */
  recover(): void;
}

/**
 * Starts tree-sitter in WebAssembly, with a stack of its own. The one that it is built with has 64 KB, and running over it does not trap:
 * it overwrites the runtime's data, so that a hostile file could change how the files after it are read. On a stack that cannot be
 * filled, recursion without end meets V8's limit instead: an ordinary error, after which the runtime is sound.
 */
export async function startRuntime(): Promise<Runtime> {
  const binary = await readWasm('runtime');
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssembly };
  let stack: { value: number } | undefined;
  let allocate: ((bytes: number) => number) | undefined;
  // Parser.init waits for `done` alone, so that a module which cannot be instantiated must end the waiting by itself.
  await new Promise<void>((resolve, reject) => {
    const instantiateWasm = (imports: Imports, done: (instance: Instance, module: object) => void): object => {
      WebAssembly.instantiate(binary, imports).then(({ instance, module }) => {
        stack = imports['env']?.['__stack_pointer'] as typeof stack;
        allocate = instance.exports['malloc'] as typeof allocate;
        done(instance, module);
      }, reject);
      return {};
    };
    Parser.init({ instantiateWasm }).then(resolve, reject);
  });
  if (stack === undefined || allocate === undefined) throw new Error('this build of tree-sitter has no stack that can be moved');
  const pointer = stack as { value: number };
  const top = (allocate(STACK) + STACK) & ~15;
  pointer.value = top;
  let parser = new Parser();
  return {
    parser: () => parser,
    recover() {
      pointer.value = top;
      parser = new Parser();
    },
  };
}
