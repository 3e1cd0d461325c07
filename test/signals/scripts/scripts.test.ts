import { describe, expect, it } from 'vitest';
import { readScripts } from '../../../src/signals/scripts/index.ts';

function read(path: string, text: string) {
  return readScripts(path, text);
}

describe('package.json', () => {
  it('gives each script with the line of its key', () => {
    expect(read('web/package.json', '{\n  "name": "x",\n  "scripts": {\n    "eval": "acme eval -c \\"a b\\"",\n    "n": 3,\n    "__proto__": "ls"\n  }\n}')).toEqual({
      scripts: { runner: 'npm', scripts: [{ name: 'eval', line: 4, run: 'acme eval -c "a b"', after: [] }, { name: '__proto__', line: 6, run: 'ls', after: [] }] }, notes: [],
    });
  });

  it('takes the last of two scripts of one name, as npm does', () => {
    expect(read('package.json', '{"scripts": {"a": "one",\n"a": "two"}}')?.scripts?.scripts).toEqual([{ name: 'a', line: 2, run: 'two', after: [] }]);
  });

  it('gives nothing where there are no scripts', () => {
    expect(read('package.json', '{"name": "x"}')).toEqual({ notes: [] });
    expect(read('package.json', '{"scripts": ["a"]}')).toEqual({ notes: [] });
  });

  it('notes a broken file, and keeps what it could read', () => {
    expect(read('package.json', '{"scripts": {"a": "ls",\n "b" }}')).toEqual({
      scripts: { runner: 'npm', scripts: [{ name: 'a', line: 1, run: 'ls', after: [] }] },
      notes: [{ code: 'unreadable-json', path: 'package.json', line: 2, says: 'package.json is not valid JSON, so some of its scripts may be missing.' }],
    });
    for (const text of ['', 'null', '[]', '['.repeat(100_000)]) expect(read('package.json', text)?.notes.map((note) => note.code)).toEqual(['unreadable-json']);
  });
});

describe('Makefile', () => {
  const scripts = (text: string) => read('Makefile', text)?.scripts?.scripts;

  it('gives targets, what they need, and recipes aligned with the file', () => {
    expect(scripts('.PHONY: eval\n\neval: data venv | out ## run it: now\n\t@echo hi\n\n\t# why\n\tacme eval \\\n\t  -c x\n\ndata:\n\tacme index\n')).toEqual([
      { name: 'eval', line: 3, run: '\necho hi\n\n# why\nacme eval \\\n  -c x', after: ['data', 'venv', 'out'] },
      { name: 'data', line: 10, run: '\nacme index', after: [] },
    ]);
  });

  it.each([
    ['PY ?= python\na:\n\t$(PY) x.py', '\npython x.py'],
    ['PY = python\nPY ?= pypy\na:\n\t${PY} x.py', '\npython x.py'],
    ['RUN := uv run\nPY = $(RUN) python\na:\n\t$(PY) x.py', '\nuv run python x.py'],
    ['ARGS = -a\nARGS += -b\na:\n\tacme $(ARGS)', '\nacme -a -b'],
    ['export PY = python # the best\na:\n\t$(PY)', '\npython'],
    ['L = a \\\n  b\na:\n\tacme $(L)', '\nacme a    b'],
    ['a:\n\tacme $(ARGS) $$HOME $${X}', '\nacme ${ARGS} $HOME ${X}'],
    ['a: x y\n\tacme $@ $< $^', '\nacme a x x y'],
    ['a:\n\tacme $(shell git rev-parse $(REF))', '\nacme $(git rev-parse ${REF})'],
    ['a:\n\tacme $(wildcard *.py)', '\nacme ${wildcard}'],
    ['A = $(A)\na:\n\tacme $(A)', '\nacme ${A}'],
    ['a:\n\t-acme', '\nacme || true'],
    ['a:\n\t-@acme', '\nacme || true'],
    ['a:\n\t@-acme \\\n\t  x', '\nacme \\\n  x || true'],
    ['a:\n\t+acme', '\nacme'],
    ['a: ; acme x; ls', 'acme x; ls'],
    ['a: b\na:\n\tacme', '\nacme'],
    ['a:\nifdef CI\n\tacme ci\nelse\n\tacme\nendif', '\n\nacme ci\n\nacme'],
    ['a:\n\t$(MAKE) -C sub x', '\nmake -C sub x'],
    ['a: X = y\na:\n\tacme', '\nacme'],
    ['a: \\\n  b\n\tacme', '\n\nacme'],
    ['a::\n\tacme', '\nacme'],
    ['define T\nb:\n\tls\nendef\na:\n\tacme', '\nacme'],
  ])('%j', (text, run) => {
    expect(scripts(text)?.find((script) => script.name === 'a')?.run).toBe(run);
  });

  it('gives several targets of one rule, patterns, and static patterns', () => {
    expect(scripts('a b: c\n\tacme $@\neval-%: x\n\tacme $*\nd e: %.o: %.c\n\tls')?.map((script) => [script.name, script.run, script.after])).toEqual([
      ['a', '\nacme a', ['c']], ['b', '\nacme b', ['c']], ['eval-%', '\nacme $*', ['x']], ['d', '\nls', ['%.c']], ['e', '\nls', ['%.c']],
    ]);
  });

  it('ends where variables name one another without end', () => {
    const names = Array.from({ length: 10 }, (_, index) => `V${index} = ${`$(V${index + 1})`.repeat(50)}`).join('\n');
    expect(scripts(`${names}\na:\n\tacme $(V0)`)?.[0]?.run.length).toBeLessThan(50_000);
  });

  it('notes a file that multiplies without end, and keeps what came before', () => {
    const cut = read('Makefile', `A = ${'x'.repeat(10_000)}\nfirst:\n\tacme\nb:\n${'\t$(A)\n'.repeat(500)}`);
    expect(cut?.notes.map((note) => note.code)).toEqual(['too-many-targets']);
    expect(cut?.scripts?.scripts[0]).toEqual({ name: 'first', line: 2, run: '\nacme', after: [] });
  });

  it.each(['GNUmakefile', 'makefile', 'rules/extra.mk'])('%s is one too', (path) => {
    expect(read(path, 'a:\n\tls')?.scripts?.runner).toBe('make');
  });
});

describe('shell files', () => {
  it.each([
    ['x.sh', 'ls\n', true], ['x.bash', 'ls\n', true], ['bin/run', '#!/bin/sh\nls', true], ['run', '#!/usr/bin/env bash\nls', true], ['run', '#!/bin/bash -e\nls', true],
    ['run', '#!/usr/bin/env python\n', false], ['run', 'ls', false], ['LICENSE', 'MIT', false], ['x.py', '#!/bin/sh\n', false], ['run', '#!/usr/bin/env fish\n', false], ['.husky/pre-push', '#!/bin/sh\nls', true],
  ])('%s %j', (path, text, isOne) => {
    expect(read(path, text)).toEqual(isOne ? { scripts: { runner: 'sh', scripts: [{ name: 'main', line: 1, run: text, after: [] }] }, notes: [] } : undefined);
  });
});

describe('Dockerfile', () => {
  it.each([
    ['FROM x\nCMD ["python", "-m", "app"]', 'python -m app', 2],
    ['FROM x\nCMD python -m app', 'python -m app', 2],
    ['FROM x\nENTRYPOINT ["python", "-m"]\nCMD ["app", "a b"]', "python -m app 'a b'", 2],
    ['FROM x\nENTRYPOINT exec python app.py\nCMD ["ignored"]', 'exec python app.py', 2],
    ['FROM x\nCMD ["sh", "-c", "python app.py && ls"]', 'python app.py && ls', 2],
    ['FROM x AS a\nCMD one\nFROM y\nRUN <<EOF\nCMD two\nEOF\ncmd three', 'three', 7],
    ['FROM x\nCMD python \\\n  -m app', 'python \\\n  -m app', 2],
    ['FROM x\nCMD ["broken', '["broken', 2],
  ])('%j', (text, run, line) => {
    expect(read('api/Dockerfile.dev', text)).toEqual({ scripts: { runner: 'docker', scripts: [{ name: 'main', line, run, after: [] }] }, notes: [] });
  });

  it('gives nothing for a stage that starts nothing', () => {
    expect(read('Dockerfile', 'FROM x\nCMD one\nFROM y\n')).toEqual({ notes: [] });
  });
});

it('reads a Procfile', () => {
  expect(read('Procfile', '# c\nweb: python app.py\nworker: acme index')).toEqual({
    scripts: { runner: 'procfile', scripts: [{ name: 'web', line: 2, run: 'python app.py', after: [] }, { name: 'worker', line: 3, run: 'acme index', after: [] }] }, notes: [],
  });
});

it('leaves other files alone', () => {
  expect(read('README.md', '# x')).toBeUndefined();
  expect(read('my-package.json', '{}')).toBeUndefined();
});
