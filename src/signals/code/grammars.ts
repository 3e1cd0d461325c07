import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { distFolder } from '../dist.ts';

/** Files of dist/grammars/, without `.wasm.br`. */
export type Grammar = 'bash' | 'c-sharp' | 'go' | 'java' | 'javascript' | 'php' | 'python' | 'ruby' | 'rust' | 'terraform' | 'tsx' | 'typescript';

const decompress = promisify(brotliDecompress);

/** The WebAssembly module of a grammar, or of the tree-sitter runtime itself. */
export async function readWasm(name: Grammar | 'runtime'): Promise<Uint8Array> {
  return decompress(await readFile(new URL(`grammars/${name}.wasm.br`, distFolder())));
}
