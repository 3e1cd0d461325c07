import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { compact, record, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { groupScope, requirement } from './python.ts';
import { pythonTokens } from './python-tokens.ts';
import type { Token } from './python-tokens.ts';
import { entryPoint } from './setup-cfg.ts';

/** setup.py is never run: only lists, dictionaries and strings that stand in it literally are read. */
export const readSetupPy: ManifestReader = (text) => {
  const tokens = pythonTokens(text);
  // Plenty of modules called setup.py set up something else.
  if (!tokens.some((token) => token.kind === 'name' && /^(?:setuptools|distutils|skbuild)$/.test(token.text))) return { dependencies: [], notes: [] };
  const dependencies = [
    ...requirements(argument(tokens, 'install_requires'), 'runtime'),
    ...requirements(argument(tokens, 'setup_requires'), 'dev'),
    ...requirements(argument(tokens, 'tests_require'), 'dev'),
    ...byKey(argument(tokens, 'extras_require')).flatMap(([name, value]) => requirements(value, groupScope(name))),
  ];
  return compact({ dependencies, package: packageFact(tokens), notes: [] });
};

/** `keyword=` or `"keyword":`, and the tokens of its value; a name is followed to where the module assigns it. */
function argument(tokens: readonly Token[], keyword: string): readonly Token[] {
  const at = tokens.findIndex((token, index) => token.text === keyword && isAssigned(tokens, index, token.kind));
  if (at === -1) return [];
  const value = valueAt(tokens, at + 2);
  const [only] = value;
  if (value.length !== 1 || only?.kind !== 'name') return value;
  const definition = tokens.findIndex((token, index) => index !== at && token.kind === 'name' && token.text === only.text && isAssigned(tokens, index, 'name'));
  return definition === -1 ? [] : valueAt(tokens, definition + 2);
}

function isAssigned(tokens: readonly Token[], index: number, kind: Token['kind']): boolean {
  return kind === 'string' ? tokens[index + 1]?.text === ':' : tokens[index + 1]?.text === '=' && tokens[index + 2]?.text !== '=';
}

/** The tokens from `start` to the end of a bracketed value, or the one token there. */
function valueAt(tokens: readonly Token[], start: number): readonly Token[] {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] as Token;
    if (kind === 'other' && '([{'.includes(text)) depth += 1;
    if (kind === 'other' && ')]}'.includes(text)) depth -= 1;
    if (depth <= 0) return tokens.slice(start, at + 1);
  }
  return tokens.slice(start);
}

/** Adjacent strings are one string in Python: `"acme" ">=1"`. A string that something is called with (`read("x.txt")`) is no requirement. */
function requirements(value: readonly Token[], scope: Dependency['scope']): Dependency[] {
  const found: Dependency[] = [];
  let called = 0;
  for (let at = 0; at < value.length; at += 1) {
    const token = value[at] as Token;
    if (token.kind === 'other' && token.text === '(' && (called > 0 || value[at - 1]?.kind === 'name')) called += 1;
    if (token.kind === 'other' && token.text === ')' && called > 0) called -= 1;
    if (token.kind !== 'string' || called > 0) continue;
    let text = token.text;
    while (value[at + 1]?.kind === 'string') {
      at += 1;
      text += value[at]?.text ?? '';
    }
    found.push(...[requirement(token.line, text, scope) ?? []].flat());
  }
  return found;
}

/** `{"name": [...], ...}` → each key with the tokens of its value. */
function byKey(value: readonly Token[]): [string, readonly Token[]][] {
  const pairs: [string, readonly Token[]][] = [];
  for (let at = 1; at < value.length; at += 1) {
    if (value[at]?.kind !== 'string' || value[at + 1]?.text !== ':') continue;
    const inside = valueAt(value, at + 2);
    pairs.push([value[at]?.text ?? '', inside]);
    at += 1 + inside.length;
  }
  return pairs;
}

/** Undefined for a setup.py that leaves everything to setup.cfg or pyproject.toml. */
function packageFact(tokens: readonly Token[]): PackageFact | undefined {
  const name = string(tokens, 'name');
  if (name === undefined) return undefined;
  const scripts = byKey(argument(tokens, 'entry_points')).find(([key]) => key === 'console_scripts')?.[1] ?? [];
  return compact<PackageFact>({
    line: name.line,
    ecosystem: 'pypi',
    name: name.text,
    version: string(tokens, 'version')?.text,
    description: string(tokens, 'description')?.text,
    keywords: unlessEmpty(strings(argument(tokens, 'keywords')).flatMap((text) => text.split(/[,\s]+/)).filter((word) => word !== '')),
    private: strings(argument(tokens, 'classifiers')).some((text) => text.startsWith('Private ::')),
    commands: record(strings(scripts).flatMap(entryPoint)),
  });
}

function strings(value: readonly Token[]): string[] {
  return value.filter((token) => token.kind === 'string').map((token) => token.text);
}

function string(tokens: readonly Token[], keyword: string): Token | undefined {
  const [token] = argument(tokens, keyword);
  return token?.kind === 'string' ? token : undefined;
}
