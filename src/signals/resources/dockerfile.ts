import type { Argument, Resource } from '../../domain/signals.ts';
import { argument, withoutLine } from '../tree/flatten.ts';
import { baseOf, MAX_RESOURCES, resource, type ResourceReader } from './reader.ts';

interface Instruction {
  readonly line: number;
  readonly name: string;
  readonly rest: string;
}

/** Dockerfiles: each `FROM` is a resource named by its image; the stage's `ENV` and `ARG` are its attributes. */
export const dockerfile: ResourceReader = {
  language: 'dockerfile',
  claims: (path) => /^(?:(?:dockerfile|containerfile)(?:[.-][\w.-]+)?|[\w.-]+\.(?:dockerfile|containerfile))$/i.test(baseOf(path)) && !/\.(?:j2|jinja2?|md|sh|py|ts|js|dockerignore)$/i.test(path),
  read: (_path, text) => readStages(instructions(text)),
};

function readStages(all: readonly Instruction[]): Resource[] {
  const found: Resource[] = [];
  const stages = new Map<string, string>();
  const defaults = new Map<string, string>();
  let attributes: Argument[] = [];
  for (const { line, name, rest } of all) {
    if (name === 'FROM') {
      if (found.length > MAX_RESOURCES) break;
      const [image = '', as, alias] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
      const filled = fill(image, defaults);
      const base = stages.get(filled.toLowerCase()) ?? filled;
      if (as?.toLowerCase() === 'as' && alias !== undefined) stages.set(alias.toLowerCase(), base);
      attributes = [];
      found.push(resource('dockerfile', line, 'FROM', base, attributes));
    } else if (name === 'ENV') for (const [key, value] of pairs(rest)) attributes.push(withoutLine(argument(`environment.${key}`, value, undefined, line)));
    else if (name === 'ARG') {
      const [key = '', value] = splitOnce(rest, '=');
      if (found.length === 0 && value !== undefined) defaults.set(key, unquote(value));
      if (found.length > 0) attributes.push(withoutLine(argument(`args.${key}`, value === undefined ? null : unquote(value), undefined, line)));
    }
  }
  return found;
}

/** Instructions with their continued lines joined; comments within them left out, and heredocs skipped. */
function instructions(text: string): Instruction[] {
  const found: Instruction[] = [];
  const lines = text.split(/\r?\n/);
  const lastSeen = new Map(lines.map((line, index) => [line.trim(), index]));
  for (let index = 0; index < lines.length; index += 1) {
    const first = /^\s*([A-Za-z]+)\s+(.*)$/.exec(lines[index] ?? '');
    if (!first) continue;
    const line = index + 1;
    const parts: string[] = [];
    let part = first[2] ?? '';
    for (;;) {
      const continued = /\\\s*$/.test(part.slice(-200));
      parts.push(continued ? part.replace(/\\\s{0,200}$/, '') : part);
      if (!continued) break;
      do index += 1;
      while (index < lines.length && /^\s*#/.test(lines[index] ?? ''));
      if (index >= lines.length) break;
      part = lines[index] ?? '';
    }
    const rest = parts.join(' ').trim();
    const heredoc = /<<-?["']?(\w+)["']?/.exec(rest)?.[1];
    if (heredoc !== undefined) {
      // Looking ahead only where the end is known to come keeps this linear.
      if ((lastSeen.get(heredoc) ?? -1) > index) while (lines[index]?.trim() !== heredoc) index += 1;
    }
    found.push({ line, name: (first[1] ?? '').toUpperCase(), rest });
  }
  return found;
}

/** `A=1 B="two words"`, or the old `A some words`. */
function pairs(rest: string): (readonly [string, string])[] {
  const found = [...rest.matchAll(/([\w.-]{1,200})=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g)].map((match) => [match[1] ?? '', unquote(match[2] ?? '')] as const);
  if (found.length > 0) return found;
  const [key = '', value] = splitOnce(rest, ' ');
  return value === undefined ? [] : [[key, unquote(value.trim())]];
}

/** Puts in the defaults of the `ARG`s before the first stage: `${VERSION}`, `${VERSION:-3}`, `$VERSION`. */
function fill(image: string, defaults: ReadonlyMap<string, string>): string {
  return image.replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g, (whole, braced: string | undefined, fallback: string | undefined, plain: string | undefined) => defaults.get(braced ?? plain ?? '') ?? fallback ?? whole);
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text.trim(), undefined] : [text.slice(0, at).trim(), text.slice(at + mark.length)];
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^(["']).*\1$/s.test(trimmed) && trimmed.length > 1 ? trimmed.slice(1, -1) : trimmed;
}
