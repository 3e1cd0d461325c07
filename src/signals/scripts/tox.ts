import type { Script } from '../../domain/pipeline.ts';
import { alignedRun } from './aligned.ts';
import type { ReadScripts } from './index.ts';

interface Section {
  readonly line: number;
  readonly values: Map<string, { readonly line: number; readonly text: string }[]>;
}

const MAX_SECTIONS = 500;

/**
 * Environments of a tox.ini: one script each, named as `tox -e` names it; `testenv` is the one that all others start from, and `envlist` a
 * script without text that runs the environments which come without asking.
 */
export function readTox(_path: string, text: string): ReadScripts {
  const sections = readIni(text);
  const base = sections.get('testenv');
  const scripts: Script[] = [];
  for (const [name, section] of sections) {
    const environment = name === 'testenv' ? 'testenv' : /^testenv:(.+)$/.exec(name)?.[1]?.trim();
    if (environment === undefined) continue;
    const own = section.values.get('commands');
    const commands = own ?? base?.values.get('commands') ?? [];
    const folder = (section.values.get('changedir') ?? base?.values.get('changedir'))?.[0]?.text;
    scripts.push({ name: environment, line: section.line, run: alignedRun(section.line, commands.flatMap((command) => commandOf(command, sections, folder))), after: [] });
  }
  const listed = sections.get('tox')?.values.get('envlist') ?? sections.get('tox')?.values.get('env_list');
  if (listed !== undefined) scripts.push({ name: 'envlist', line: listed[0]?.line ?? 1, run: '', after: [...new Set(listed.flatMap((row) => environmentsIn(row.text)))] });
  return { scripts: { runner: 'tox', scripts }, notes: [] };
}

/** `py{310,311}, lint` → `py310`, `py311`, `lint`. */
function environmentsIn(row: string): string[] {
  const names = row.replace(/\{[^{}]*\}/g, (group) => group.replaceAll(',', '|')).split(/[\s,]+/).filter((name) => name !== '');
  return names.slice(0, 100).flatMap((name) => {
    const group = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(name);
    return group === null ? [name] : (group[2] ?? '').split('|').map((part) => `${group[1]}${part}${group[3]}`);
  });
}

/** A leading `-` lets the command fail; `py311: command` is for some environments; `{posargs:x}` is x where nobody gives arguments. */
function commandOf({ line, text }: { line: number; text: string }, sections: ReadonlyMap<string, Section>, folder: string | undefined): { line: number; text: string }[] {
  const [, section, key] = /^\{\[([^\]]+)\]([\w-]+)\}$/.exec(text) ?? [];
  if (section !== undefined && key !== undefined) return (sections.get(section)?.values.get(key) ?? []).filter((one) => !one.text.startsWith('{[')).flatMap((one) => commandOf({ line, text: one.text }, new Map(), folder));
  const plain = text.replace(/^[\w!{},.-]+:\s+/, '');
  const isSoft = /^-\s/.test(plain);
  const filled = plain.replace(/^[-!]\s*/, '')
    .replace(/\{posargs:([^{}]*)\}/g, '$1').replace(/\{posargs\}/g, '').replace(/\{envpython\}/g, 'python').replace(/\{(?:toxinidir|tox_root)\}\/?/g, './').replace(/\{envbindir\}\//g, '')
    .replace(/\{([\w:]+)\}/g, (_, name: string) => `\${${name.replace(/^env:/, '').replace(/:.*$/, '')}}`).trim();
  const placed = folder === undefined || folder.includes('{') ? filled : `cd ${folder} && ${filled}`;
  return filled === '' ? [] : [{ line, text: isSoft ? `${placed} || true` : placed }];
}

/** Sections, keys and the lines of their values; a line that is indented goes on with the value before it. */
function readIni(text: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let value: { line: number; text: string }[] | undefined;
  for (const [index, row] of text.split('\n').entries()) {
    if (/^\s*[#;]/.test(row) || row.trim() === '') continue;
    const header = /^\[([^\]]+)\]/.exec(row)?.[1];
    const [, key, rest = ''] = /^([\w-]+)\s*=(.*)$/.exec(row) ?? [];
    if (header !== undefined) {
      section = { line: index + 1, values: new Map() };
      if (sections.size < MAX_SECTIONS) sections.set(header.trim(), section);
      value = undefined;
    } else if (key !== undefined && section !== undefined) {
      value = [];
      section.values.set(key, value);
      if (rest.trim() !== '') value.push({ line: index + 1, text: rest.trim() });
    } else if (value !== undefined && /^\s/.test(row)) {
      const last = value.at(-1);
      if (last?.text.endsWith('\\')) value[value.length - 1] = { line: last.line, text: `${last.text.slice(0, -1)} ${row.trim()}` };
      else value.push({ line: index + 1, text: row.trim() });
    }
  }
  return sections;
}
