import type { Dependency } from '../../domain/signals.ts';
import { gradleTokens } from './gradle-tokens.ts';
import type { Token } from './gradle-tokens.ts';
import { dependency } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';

/**
 * build.gradle and build.gradle.kts, without running them: string and map notations in `dependencies` blocks. References into a version
 * catalogue (`libs.acme.llm`) give nothing here, for the catalogue itself is read.
 */
export const readGradle: ManifestReader = (text) => {
  const tokens = gradleTokens(text);
  const variables = assignments(tokens);
  const dependencies: Dependency[] = [];
  const blocks: string[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.text === '{' && token.kind === 'other') blocks.push(blockName(tokens, at));
    else if (token.text === '}' && token.kind === 'other') blocks.pop();
    else if (token.kind === 'word' && isDeclaring(blocks)) dependencies.push(...declaration(tokens, at, blocks, variables));
  }
  return { dependencies, notes: [] };
};

/** `buildscript` holds the build's own; `constraints` only lend versions. */
function lastPart(word: string): string {
  return word.slice(word.lastIndexOf('.') + 1);
}

function isDeclaring(blocks: readonly string[]): boolean {
  return blocks[0] !== 'buildscript' && lastPart(blocks[blocks.length - 1] ?? '') === 'dependencies';
}

/** The word that opens a block: `dependencies {`, and the same before an argument list, `named("main") {`. */
function blockName(tokens: readonly Token[], brace: number): string {
  const before = tokens[brace - 1];
  if (before?.text !== ')') return before?.kind === 'word' ? before.text : '';
  // Names of blocks with arguments do not matter; looking a few tokens back keeps this linear.
  const open = tokens.slice(Math.max(0, brace - 8), brace).findLast((token) => token.kind === 'word');
  return open?.text === 'dependencies' ? '' : (open?.text ?? '');
}

const CONFIGURATION = /^(?:\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly)|compile|runtime|testCompile|testRuntime|developmentOnly)$/;

function declaration(tokens: readonly Token[], at: number, blocks: readonly string[], variables: ReadonlyMap<string, string>): Dependency[] {
  const configuration = tokens[at]?.text ?? '';
  if (!CONFIGURATION.test(configuration)) return [];
  const scope = [configuration, ...blocks].some((word) => /test|developmentOnly/i.test(word)) ? 'dev' : 'runtime';
  return coordinates(tokens, at + 1).flatMap(({ line, text }) => {
    const [group, artifact, version] = expand(text, variables).split(':');
    return group && artifact ? [dependency(line, 'maven', `${group}:${artifact}`, version?.split('@', 1)[0], scope)] : [];
  });
}

/** What stands after the configuration's name: `"g:a:v"`, `("g:a:v")`, `platform("g:a:v")`, several with commas, or `group: 'g', name: 'a'`. */
function coordinates(tokens: readonly Token[], start: number): { line: number; text: string }[] {
  let at = start;
  const isText = (text: string): boolean => tokens[at]?.kind === 'other' && tokens[at]?.text === text;
  const skip = (text: string): void => {
    if (isText(text)) at += 1;
  };
  skip('(');
  if (['platform', 'enforcedPlatform'].includes(tokens[at]?.text ?? '')) {
    at += 1;
    skip('(');
  }
  const first = tokens[at];
  if (first?.kind === 'word') return mapNotation(tokens, at);
  const found: { line: number; text: string }[] = [];
  for (let token = first; token?.kind === 'string'; token = tokens[at]) {
    found.push({ line: token.line, text: token.text });
    at += 1;
    if (!isText(',')) break;
    at += 1;
  }
  return found;
}

/** `group: 'g', name: 'a', version: 'v'` in Groovy, `group = "g", ...` in Kotlin. */
function mapNotation(tokens: readonly Token[], start: number): { line: number; text: string }[] {
  const parts = new Map<string, string>();
  for (let at = start; tokens[at]?.kind === 'word' && [':', '='].includes(tokens[at + 1]?.text ?? '') && tokens[at + 2]?.kind === 'string'; at += 4) {
    parts.set(tokens[at]?.text ?? '', tokens[at + 2]?.text ?? '');
    if (tokens[at + 3]?.text !== ',') break;
  }
  const [group, name] = [parts.get('group'), parts.get('name')];
  if (!group || !name) return [];
  return [{ line: tokens[start]?.line ?? 1, text: [group, name, parts.get('version') ?? ''].join(':') }];
}

/** `def acme = '1'`, `ext.acme = '1'`, `val acme = "1"`, `set('acme', "1")`, `extra["acme"] = "1"`. */
function assignments(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const [at, token] of tokens.entries()) {
    const [one, two, three] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
    if (token.kind === 'word' && one?.text === '=' && two?.kind === 'string') variables.set(lastPart(token.text), two.text.slice(0, 300));
    if (token.kind === 'string' && one?.text === ',' && two?.kind === 'string' && three?.text === ')') variables.set(token.text, two.text.slice(0, 300));
    if (token.kind === 'string' && one?.text === ']' && two?.text === '=' && three?.kind === 'string') variables.set(token.text, three.text.slice(0, 300));
  }
  return variables;
}

function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.slice(0, 300).replace(/\$\{([^}]*)\}|\$(\w+)/g, (whole, braced?: string, bare?: string) => variables.get((braced ?? bare ?? '').trim()) ?? whole).slice(0, 300);
}
