import { Language, type Tree } from 'web-tree-sitter';
import { InstallationError } from '../../domain/errors.ts';
import { type Grammar, readWasm } from './grammars.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { type SyntaxNode, copyTree } from './syntax.ts';

const loaded = new Map<Grammar, Promise<Language>>();
let started: Promise<Runtime> | undefined;

/**
 * Parses a text. `undefined` when the parser had to give up: how much work a text of its length may take is bounded, in steps rather
 * than in seconds, so that the same text gives the same answer on every machine.
 */
export async function parseText(grammar: Grammar, text: string): Promise<SyntaxNode | undefined> {
  const runtime = await own('the parser', (started ??= startRuntime()));
  const language = await own(`the grammar of ${grammar}`, loadGrammar(grammar));
  const parser = runtime.parser();
  parser.setLanguage(language);
  // Ordinary code takes one callback for every 100 to 200 characters, the densest for every 20.
  let steps = 20_000 + text.length / 10;
  const tree = attempt(() => parser.parse(text, null, { progressCallback: () => --steps < 0 }));
  if (tree === undefined) runtime.recover();
  else if (tree === null) parser.reset();
  if (!tree) return undefined;
  try {
    return copyTree(tree, language, text);
  } finally {
    tree.delete();
  }
}

async function own<T>(what: string, loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (cause) {
    throw new InstallationError(`${what} of this installation cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** `undefined` where the parser ran out of stack. */
function attempt(parse: () => Tree | null): Tree | null | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** A grammar is loaded at its first use and kept. */
function loadGrammar(grammar: Grammar): Promise<Language> {
  const known = loaded.get(grammar);
  if (known !== undefined) return known;
  const loading = readWasm(grammar).then((bytes) => Language.load(bytes));
  loaded.set(grammar, loading);
  return loading;
}
