import { readJson } from './json.ts';
import { readToml } from './toml.ts';
import { readXml } from './xml.ts';
import { readYaml, type Reading } from './yaml.ts';

export type Format = 'yaml' | 'json' | 'toml' | 'xml' | 'front-matter';

/** Bytes would be exact; characters are near enough to keep one file from taking seconds. */
const MAX_LENGTH = 1024 * 1024;

const FORMATS: Readonly<Record<string, Format>> = {
  yaml: 'yaml', yml: 'yaml', json: 'json', jsonc: 'json', json5: 'json', webmanifest: 'json', template: 'yaml', toml: 'toml',
  xml: 'xml', csproj: 'xml', fsproj: 'xml', props: 'xml', targets: 'xml', pom: 'xml', config: 'xml',
  md: 'front-matter', mdx: 'front-matter', mdc: 'front-matter', prompty: 'front-matter', prompt: 'front-matter',
};

/** What a file is to be read as: by its extension, else (`.releaserc`, `Pipfile`) by how it begins. */
export function formatOf(path: string, text: string): Format {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  const extension = dot > 0 ? base.slice(dot + 1).toLowerCase() : '';
  const known = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
  if (known && !(known === 'yaml' && extension === 'template' && text.trimStart().startsWith('{'))) return known;
  const begins = text.trimStart();
  if (begins.startsWith('{')) return 'json';
  if (begins.startsWith('<')) return 'xml';
  return base === 'Pipfile' || /^\[[\w."-]+\]\s*$/m.test(begins.slice(0, 2000)) ? 'toml' : 'yaml';
}

const EMPTY: Reading = { documents: [] };

/**
 * Several readers look at the same file one after another. Remembering the last reading spares parsing it again and stays a pure
 * function of path and text.
 */
let last: { readonly text: string; readonly format: Format; readonly reading: Reading } | undefined;

/** Parses one file. Too long a text reads as no document at all. */
export function readDocument(path: string, text: string): Reading {
  const format = formatOf(path, text);
  if (last && last.format === format && last.text === text) return last.reading;
  const reading = text.length > MAX_LENGTH ? EMPTY : parse(format, text);
  last = { text, format, reading };
  return reading;
}

function parse(format: Format, text: string): Reading {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const reading = parseAs(format, plain);
  if (!reading.problem) return reading;
  // Libraries quote the source in their messages: one short line of it is enough.
  const says = reading.problem.says.replace(/\s+/g, ' ');
  return { documents: reading.documents, problem: { line: reading.problem.line, says: says.length > 200 ? `${says.slice(0, 200)}…` : says } };
}

function parseAs(format: Format, text: string): Reading {
  if (text.trim() === '') return EMPTY;
  switch (format) {
    case 'json': return readJson(text);
    case 'toml': return readToml(text);
    case 'xml': return readXml(text);
    case 'yaml': return readYaml(text);
    case 'front-matter': {
      const front = frontMatter(text);
      return front ? readYaml(front.yaml) : EMPTY;
    }
  }
}

/**
 * The YAML between the `---` lines at the head of a text, and what follows. The YAML keeps its opening line, empty, so that lines
 * are those of the file.
 */
export function frontMatter(text: string): { readonly yaml: string; readonly body: string } | undefined {
  const open = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (!open) return undefined;
  const close = /^---[ \t]*\r?$/gm;
  close.lastIndex = open[0].length;
  const end = close.exec(text);
  if (!end) return undefined;
  const yaml = `\n${text.slice(open[0].length, end.index)}`;
  const after = text.indexOf('\n', end.index);
  const body = after < 0 ? '' : text.slice(after + 1);
  return { yaml, body };
}
