import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { uncommented } from './lines.ts';
import { compact, record, unlessEmpty } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';
import { groupScope, requirement } from './python.ts';

interface Value {
  /** Of the key. */
  readonly line: number;
  /** The text after `=` and the indented lines below it, without comments and empty lines. */
  readonly parts: { readonly line: number; readonly text: string }[];
}
type Sections = ReadonlyMap<string, ReadonlyMap<string, Value>>;

export const readSetupCfg: ManifestReader = (text) => {
  const sections = parseIni(text);
  const dependencies = [
    ...list(sections.get('options')?.get('install_requires'), 'runtime'),
    ...list(sections.get('options')?.get('setup_requires'), 'dev'),
    ...list(sections.get('options')?.get('tests_require'), 'dev'),
    ...[...(sections.get('options.extras_require') ?? [])].flatMap(([name, value]) => list(value, groupScope(name))),
  ];
  return compact({ dependencies, package: packageFact(sections), notes: [] });
};

function parseIni(text: string): Sections {
  const sections = new Map<string, Map<string, Value>>();
  let section: Map<string, Value> | undefined;
  let value: Value | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    if (/^\s/.test(raw)) {
      value?.parts.push({ line, text: content });
    } else if (content.startsWith('[')) {
      const name = content.slice(1, content.endsWith(']') ? -1 : undefined).trim();
      section = sections.get(name) ?? new Map<string, Value>();
      sections.set(name, section);
      value = undefined;
    } else {
      const at = content.search(/[=:]/);
      const rest = at === -1 ? '' : content.slice(at + 1).trim();
      value = { line, parts: rest === '' ? [] : [{ line, text: rest }] };
      section?.set((at === -1 ? content : content.slice(0, at)).trim(), value);
    }
  }
  return sections;
}

/** One requirement a line. */
function list(value: Value | undefined, scope: Dependency['scope']): Dependency[] {
  return (value?.parts ?? []).flatMap((part) => requirement(part.line, uncommented(part.text), scope) ?? []);
}

/** Undefined for a setup.cfg that only configures tools. */
function packageFact(sections: Sections): PackageFact | undefined {
  const metadata = sections.get('metadata');
  const name = metadata?.get('name');
  if (!metadata && !sections.has('options')) return undefined;
  const classifiers = metadata?.get('classifiers')?.parts ?? metadata?.get('classifier')?.parts ?? [];
  return compact<PackageFact>({
    line: name?.line ?? 1,
    ecosystem: 'pypi',
    name: joined(name),
    version: literal(metadata?.get('version')),
    description: joined(metadata?.get('description')),
    keywords: unlessEmpty((metadata?.get('keywords')?.parts ?? []).flatMap((part) => part.text.split(',')).map((word) => word.trim()).filter((word) => word !== '')),
    private: joined(name) === undefined || classifiers.some((part) => part.text.startsWith('Private ::')),
    commands: record((sections.get('options.entry_points')?.get('console_scripts')?.parts ?? []).flatMap((part) => entryPoint(part.text))),
  });
}

function joined(value: Value | undefined): string | undefined {
  return value?.parts.map((part) => part.text).join(' ') || undefined;
}

/** `attr: pkg.__version__` and `file: VERSION` say where it stands, not what it is. */
function literal(value: Value | undefined): string | undefined {
  const text = joined(value);
  return text === undefined || /^(?:attr|file):/.test(text) ? undefined : text;
}

/** `name = pkg.mod:func` */
export function entryPoint(text: string): [string, string][] {
  const at = text.indexOf('=');
  return at === -1 ? [] : [[text.slice(0, at).trim(), text.slice(at + 1).trim()]];
}
