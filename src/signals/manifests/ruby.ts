import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { uncommented } from './lines.ts';
import { compact, dependency, record } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { forDevelopers } from './python.ts';

/** Gemfile: `gem` lines; those in groups for development or tests are `dev`. */
export const readGemfile: ManifestReader = (text) => {
  const dependencies: Dependency[] = [];
  // One entry per open block: whether it is a group for developers.
  const blocks: boolean[] = [];
  for (const { line, text: code } of codeLines(text)) {
    const gem = /^gem[\s(]+["']([^"']+)["']/.exec(code);
    if (gem?.[1] !== undefined) {
      const grouped = /(?:\bgroups?:|:groups?\s*=>)([^\n]*)/.exec(code)?.[1];
      const isDev = blocks.includes(true) || (grouped !== undefined && forDevelopers(grouped));
      dependencies.push(dependency(line, 'gem', gem[1], versionAfter(code.slice(gem[0].length)), isDev ? 'dev' : 'runtime'));
    }
    if (/^end\b/.test(code)) blocks.pop();
    else if (/\bdo(?:\s*\|[^|]*\|)?$/.test(code) || /^(?:if|unless|case|def|begin)\b/.test(code)) blocks.push(/^group\b/.test(code) && forDevelopers(code.slice(5)));
  }
  return { dependencies, notes: [] };
};

/** `*.gemspec`: what the gem declares of itself, where the values are literal. */
export const readGemspec: ManifestReader = (text) => {
  const dependencies: Dependency[] = [];
  const values = new Map<string, { line: number; text: string }>();
  for (const { line, text: code } of codeLines(text)) {
    const added = /\.add_(runtime_|development_)?dependency[\s(]+["']([^"']+)["']/.exec(code);
    if (added?.[2] !== undefined) {
      const version = versionAfter(code.slice(added.index + added[0].length));
      dependencies.push(dependency(line, 'gem', added[2], version, added[1] === 'development_' ? 'dev' : 'runtime'));
    }
    const set = /^\w+\.(name|version|summary|description|executables)\s*=([^\n]*)/.exec(code);
    if (set?.[1] !== undefined) values.set(set[1], { line, text: (set[2] ?? '').trim() });
  }
  return compact({ dependencies, package: packageFact(values), notes: [] });
};

function packageFact(values: ReadonlyMap<string, { readonly line: number; readonly text: string }>): PackageFact | undefined {
  const literal = (key: string): string | undefined => /^["']([^"']*)["']/.exec(values.get(key)?.text ?? '')?.[1];
  const name = values.get('name');
  if (!name) return undefined;
  const executables = quoted(values.get('executables')?.text ?? '');
  return compact<PackageFact>({
    line: name.line,
    ecosystem: 'gem',
    name: literal('name'),
    version: literal('version'),
    description: literal('summary') ?? literal('description'),
    private: literal('name') === undefined,
    commands: record(executables.map((command) => [command, `exe/${command}`] as const)),
  });
}

/** The strings straight after a gem's name are its version; what comes after a keyword (`require: "x"`) is not. */
function versionAfter(code: string): string | undefined {
  const one = /\s*,[\s[]*["']([^"']*)["']\]?(?!\s*=>)/y;
  const versions: string[] = [];
  for (let match = one.exec(code); match; match = one.exec(code)) versions.push(match[1] ?? '');
  return versions.length > 0 ? versions.join(', ') : undefined;
}

function quoted(code: string): string[] {
  return [...code.matchAll(/["']([^"']*)["']/g)].map((match) => match[1] ?? '');
}

/** Lines trimmed, without comments, `=begin` blocks and what follows `__END__`. */
function codeLines(text: string): { line: number; text: string }[] {
  const lines: { line: number; text: string }[] = [];
  let skipping = false;
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw.startsWith('__END__')) break;
    if (raw.startsWith('=begin')) skipping = true;
    if (!skipping) lines.push({ line: index + 1, text: uncommented(raw).trim() });
    if (raw.startsWith('=end')) skipping = false;
  }
  return lines;
}
