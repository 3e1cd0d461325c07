import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => name.replaceAll('\\', '/')).sort();

/** Stage, or `''` for the files that tell the story: entries and audit.ts. */
const stageOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');

function importsOf(path: string): string[] {
  const text = readFileSync(join(src, path), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

function localImports(path: string): string[] {
  return importsOf(path).filter((name) => name.startsWith('.')).map((name) => relative(src, resolve(join(src, dirname(path)), name)).replaceAll('\\', '/'));
}

/** The nouns, the reading of YAML with lines, which both configuration and rules are written in, and what compiles the patterns of rules. */
const shared = ['domain', 'located-yaml', 'matching'];

test('stages import only themselves and what all share, and never an entry', () => {
  const wrong = files.filter((path) => stageOf(path) !== '').flatMap((path) =>
    localImports(path).filter((to) => stageOf(to) !== stageOf(path) && !shared.includes(stageOf(to))).map((to) => `${path} imports ${to}`));
  expect(wrong).toEqual([]);
});

test('only snapshot/, catalogue/, options/, publish/ and the entries touch disk, processes or network; signals/code reads the grammars, signals/ starts workers and keeps its cache', () => {
  const io = /^(node:)?(fs|child_process|http|https|net|os|worker_threads)(\/|$)|^@actions\/|^@octokit\//;
  const allowed = (path: string) => ['', 'snapshot', 'catalogue', 'options', 'publish'].includes(stageOf(path));
  const touching = files.filter((path) => !allowed(path) && importsOf(path).some((name) => io.test(name)));
  expect(touching.filter((path) => !/^signals\/(code\/(grammars|parser)|pool|worker|dist|cache|cache-file)\.ts$/.test(path))).toEqual([]);
});

test('no file imports itself through others', () => {
  const graph = new Map(files.map((path) => [path, localImports(path).filter((to) => files.includes(to))]));
  const typeOnly = (from: string, to: string) => readFileSync(join(src, from), 'utf8').split('\n').filter((line) => line.includes(to.split('/').at(-1)!)).every((line) => /import type|export type/.test(line) || !/import/.test(line));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') { cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → ')); return; }
    state.set(path, 'open');
    for (const to of graph.get(path) ?? []) if (!typeOnly(path, to)) visit(to, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of files) visit(path, []);
  // The operators of groups evaluate their parts through the table that lists them: a recursive language has a recursive module.
  expect(cycles.filter((cycle) => !cycle.includes('evaluate/operators/index.ts'))).toEqual([]);
});
