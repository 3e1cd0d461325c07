/** Signals and catalogues made by hand. */
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Call, CodeSignals, FileSignals, ImportSignal, Language, Literal } from '../../src/domain/signals.ts';
import type { Role } from '../../src/domain/snapshot.ts';
import type { Tool } from '../../src/domain/tool.ts';
import type { Links } from '../../src/domain/links.ts';
import { link } from '../../src/links/index.ts';

type Extra = Partial<Omit<FileSignals, 'file'>> & { readonly role?: Role; readonly firstParty?: boolean };

export function file(path: string, { role = 'main', firstParty = true, ...signals }: Extra = {}): FileSignals {
  return { file: { path, size: 1, role, firstParty }, ...signals };
}

const LANGUAGES: Readonly<Record<string, Language>> = { py: 'python', ts: 'typescript', tsx: 'tsx', js: 'javascript', mjs: 'javascript', go: 'go', java: 'java', kt: 'kotlin', cs: 'csharp', rs: 'rust', rb: 'ruby', php: 'php' };

/** A code file; its language is told by the ending. */
export function code(path: string, parts: Partial<CodeSignals> = {}, extra: Extra = {}): FileSignals {
  const empty = { imports: [], calls: [], constants: [], settings: [], comparisons: [], loops: [], definitions: [], texts: [], paths: [] };
  return file(path, { code: { language: LANGUAGES[path.split('.').at(-1)!]!, parsed: true, ...empty, ...parts }, ...extra });
}

/** `from module import a, b as c`: names are given as `a` or `b:c`; `*` and `*:m` stand for the module. */
export function imports(module: string, ...names: readonly string[]): ImportSignal {
  return { line: 1, module, names: names.map((name) => ({ name: name.split(':')[0]!, as: name.split(':')[1] ?? name })) };
}

/** A call with literal arguments by position or name. An argument given as `{ text }` is an expression. */
export function call(line: number, callee: string, args: Readonly<Record<string, Literal | { text: string }>> = {}, rest: Partial<Call> = {}): Call {
  const list = Object.entries(args).map(([name, value]) => (value !== null && typeof value === 'object' ? { name, text: value.text } : { name, value }));
  return { line, callee, args: list, ...rest };
}

/** A name declared with a type. */
export function typed(line: number, name: string, type: string): { line: number; name: string; type: string } {
  return { line, name, type };
}

/** A class or function at the top of a file. */
export function defined(name: string, form: 'class' | 'function' = 'class', bases: readonly string[] = []): CodeSignals['definitions'][number] {
  return { line: 1, endLine: 9, form, name, ...(bases.length > 0 && { bases }) };
}

export function constant(line: number, name: string, value: Literal): { line: number; name: string; value: Literal } {
  return { line, name, value };
}

export function pip(...names: readonly string[]): FileSignals {
  return file('requirements.txt', { dependencies: names.map((name, at) => ({ line: at + 1, ecosystem: 'pypi', name, scope: 'runtime' })) });
}

export function tool(id: string, parts: Partial<Tool>): Tool {
  return { id, name: id, categories: ['llm-sdk'], ...parts };
}

const ACME = tool('acme', {
  packages: { pypi: ['acme-llm'], npm: ['@acme/llm'], go: ['go.acme.test/llm'] },
  imports: { python: ['acme'], jvm: ['test.acme.llm'] },
  calls: ['*.chat.create', '*.generate'],
  hosts: ['api.acme.test', '/v1/acme/chat'],
});

export function linked(signals: readonly FileSignals[], tools: readonly Tool[] = [ACME]): Links {
  const catalogue: Catalogue = { tools, rules: [], kind: { kinds: [] }, models: { names: [], dated: [], words: [] }, maturity: [], localOperators: [], hash: 'x' };
  return link(signals, catalogue);
}

/** Maps and sets as plain objects, for comparing. */
export function plain(map: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...map].map(([key, values]) => [key, [...values]]));
}
