import { describe, expect, it } from 'vitest';
import type { CommandEnd } from '../../../src/reach/commands/index.ts';
import { endsOf, linesOf, worldOf } from './repository.ts';

/** The trail on one line: `ci.yml:10 > package.json:3`. */
function trailOf(end: CommandEnd | undefined): string {
  return (end?.trail ?? []).map((step) => `${step.path}:${step.line}`).join(' > ');
}

describe('package scripts', () => {
  const world = worldOf({
    'package.json': `{
  "scripts": {
    "eval": "acme eval -c evals/x.yaml",
    "preeval": "npm run build",
    "posteval": "acme index",
    "build": "tsc",
    "test": "vitest run",
    "start": "node server.js",
    "all": "run-s build eval:*",
    "eval:a": "acme eval a",
    "eval:b": "acme eval b",
    "eval:b:deep": "acme eval deep",
    "many": "concurrently -n a,b \\"npm:eval:a\\" \\"acme index -v\\"",
    "loop": "npm run loop2",
    "loop2": "npm run loop",
    "args": "npm run eval:a -- --fast",
    "quoted": "acme eval \\"a b\\"",
    "up": "cd .. && npm run eval:a"
  }
}`,
    'server.js': '', 'evals/x.yaml': '', 'src/deep/file.ts': '', 'a.test.ts': '',
  }, { 'package.json': { name: 'root' } });

  it('follows a script with those before and after it, and keeps the trail', () => {
    expect(endsOf('A=1 npm run eval -- --fast', world)).toEqual([
      { effect: 'build', argv: ['tsc'], inputs: [{ name: 'A', value: '1', line: 10 }], files: [], swallowed: [], conditional: [],
        trail: [{ path: 'ci.yml', line: 10, excerpt: 'A=1 npm run eval -- --fast' }, { path: 'package.json', line: 4, excerpt: 'npm run build' }, { path: 'package.json', line: 6, excerpt: 'tsc' }] },
      { effect: 'eval', tool: 'acme', argv: ['acme', 'eval', '-c', 'evals/x.yaml', '--fast'], inputs: [{ name: 'A', value: '1', line: 10 }], files: ['evals/x.yaml'], swallowed: [], conditional: [],
        trail: [{ path: 'ci.yml', line: 10, excerpt: 'A=1 npm run eval -- --fast' }, { path: 'package.json', line: 3, excerpt: 'acme eval -c evals/x.yaml --fast' }] },
      { effect: 'index', tool: 'acme', argv: ['acme', 'index'], inputs: [{ name: 'A', value: '1', line: 10 }], files: [], swallowed: [], conditional: [],
        trail: [{ path: 'ci.yml', line: 10, excerpt: 'A=1 npm run eval -- --fast' }, { path: 'package.json', line: 5, excerpt: 'acme index' }] },
    ]);
  });

  it.each([
    ['npm test', ['test: vitest run [a.test.ts]']],
    ['npm t', ['test: vitest run [a.test.ts]']],
    ['npm start', ['script: node server.js [server.js]']],
    ['npm run-script build', ['build: tsc']],
    ['npm run build --if-present', ['build: tsc']],
    ['npm run eval:a --silent -- --x "y z"', ['eval acme: acme eval a --x y z']],
    ['pnpm eval:a', ['eval acme: acme eval a']],
    ['pnpm run eval:a --x', ['eval acme: acme eval a --x']],
    ['pnpm test', ['test: vitest run [a.test.ts]']],
    ['yarn eval:a --x', ['eval acme: acme eval a --x']],
    ['yarn run eval:a', ['eval acme: acme eval a']],
    ['bun run eval:a', ['eval acme: acme eval a']],
    ['bun eval:a', ['eval acme: acme eval a']],
    ['bun server.js', ['script: bun server.js [server.js]']],
    ['bun run server.js', ['script: bun server.js [server.js]']],
    ['npm run all', ['build: tsc', 'eval acme: acme eval a', 'eval acme: acme eval b']],
    ['npx run-p "eval:**"', ['eval acme: acme eval a', 'eval acme: acme eval b', 'eval acme: acme eval deep']],
    ['npx npm-run-all -p build "eval:a -- --x"', ['build: tsc', 'eval acme: acme eval a --x']],
    ['npm run many', ['eval acme: acme eval a', 'index acme: acme index -v']],
    ['npm run args', ['eval acme: acme eval a --fast']],
    ['npm run quoted', ['eval acme: acme eval a b']],
    ['npm run missing', ['other: npm run missing']],
    ['npm run loop', []],
    ['cd src/deep && npm run eval:a', ['eval acme: acme eval a']],
    ['npm --prefix src/deep run eval:a', ['eval acme: acme eval a']],
    ['npm run eval:a --prefix nowhere/../src', ['eval acme: acme eval a']],
    ['cd $X && npm run eval:a', ['other: npm run eval:a']],
    ['npm run eval:${{ matrix.x }}', ['other: npm run eval:${{ matrix.x }}']],
  ])('%s', (text, lines) => {
    expect(linesOf(endsOf(text, world))).toEqual(lines);
  });
});

describe('workspaces', () => {
  const world = worldOf({
    'package.json': '{"scripts": {"eval": "turbo run eval", "ci": "nx run-many -t eval", "own": "acme eval root"}}',
    'packages/app/package.json': '{"scripts": {"eval": "acme eval app"}}',
    'packages/lib/package.json': '{"scripts": {"eval": "acme eval lib", "test": "vitest"}}',
    'packages/none/package.json': '{}',
    'tools/outside/package.json': '{"scripts": {"eval": "acme eval outside"}}',
    'turbo.json': '',
  }, {
    'package.json': { name: 'root', workspaces: ['packages/*'] }, 'packages/app/package.json': { name: '@acme/app' }, 'packages/lib/package.json': { name: '@acme/lib' },
    'packages/none/package.json': { name: '@acme/none' }, 'tools/outside/package.json': { name: 'outside' },
  });
  const app = 'eval acme: acme eval app';
  const lib = 'eval acme: acme eval lib';

  it.each([
    ['npm run eval -w @acme/app', [app]],
    ['npm run eval --workspace=packages/lib', [lib]],
    ['npm -w packages/lib run eval', [lib]],
    ['npm test --workspaces', ['test: vitest']],
    ['npm run eval --workspaces --if-present', [app, lib]],
    ['pnpm --filter @acme/app eval', [app]],
    ['pnpm --filter=app run eval', [app]],
    ['pnpm -F "@acme/*" eval', [app, lib]],
    ['pnpm --filter ./packages/lib eval', [lib]],
    ['pnpm --filter "...@acme/app" eval', [app]],
    ['pnpm -C packages/app eval', [app]],
    ['pnpm --dir packages/app run eval', [app]],
    ['pnpm -r test', ['test: vitest']],
    ['pnpm --filter @acme/app exec acme eval x', ['eval acme: acme eval x']],
    ['cd packages/app && pnpm -w own', ['eval acme: acme eval root']],
    ['yarn workspace @acme/lib eval', [lib]],
    ['yarn workspace @acme/lib run eval', [lib]],
    ['yarn workspaces foreach -A run test', ['test: vitest']],
    ['yarn --cwd packages/app eval', [app]],
    ['bun --filter @acme/app eval', [app]],
    ['bun --filter "@acme/*" test', ['test: vitest']],
    ['npm run eval', [app, lib]],
    ['npx turbo run eval test', [app, lib, 'test: vitest']],
    ['npx turbo eval --filter=@acme/app', [app]],
    ['npm run ci', [app, lib]],
    ['npx nx affected --target=test', ['test: vitest']],
    ['npx nx run-many -t eval test -p app', [app]],
    ['npx nx eval lib', [lib]],
    ['npx nx run app:eval', [app]],
    ['npx lerna run eval --scope @acme/lib', [lib]],
  ])('%s', (text, lines) => {
    expect(linesOf(endsOf(text, world))).toEqual(lines);
  });
});

describe('make targets', () => {
  const world = worldOf({
    'Makefile': `PY ?= python
.PHONY: all eval
all: data eval
\t@echo done

eval: data
\tcd evals && \\
\t  $(PY) run.py
\t$(MAKE) -C sub deploy

data: data
\tacme index

eval-%:
\tacme eval $*.yaml
`,
    'sub/Makefile': 'deploy:\n\tkubectl apply -f x.yaml\n', 'mk/extra.mk': 'extra:\n\tacme eval extra\n', 'other.make': '', 'evals/run.py': '', 'sub/x.yaml': '', 'Other.mk': 'eval:\n\tacme eval other\n',
  });

  it('runs what a target needs first, each once, at its own line', () => {
    const ends = endsOf('make', world);
    expect(linesOf(ends)).toEqual(['index acme: acme index', 'script: python run.py [evals/run.py]', 'deploy: kubectl apply -f x.yaml [sub/x.yaml]']);
    expect(ends.map(trailOf)).toEqual(['ci.yml:10 > Makefile:12', 'ci.yml:10 > Makefile:8', 'ci.yml:10 > Makefile:9 > sub/Makefile:2']);
  });

  it.each([
    ['make data', ['index acme: acme index']],
    ['make -j 4 data', ['index acme: acme index']],
    ['make -j4 X=y data', ['index acme: acme index']],
    ['make -C sub', ['deploy: kubectl apply -f x.yaml [sub/x.yaml]']],
    ['make --directory=sub deploy', ['deploy: kubectl apply -f x.yaml [sub/x.yaml]']],
    ['cd sub && make deploy', ['deploy: kubectl apply -f x.yaml [sub/x.yaml]']],
    ['make eval-small', ['eval acme: acme eval small.yaml']],
    ['make extra', ['eval acme: acme eval extra']],
    ['make -f Other.mk eval', ['eval acme: acme eval other']],
    ['make -n data', ['other: make -n data']],
    ['make missing', ['other: make missing']],
    ['make data data', ['index acme: acme index']],
  ])('%s', (text, lines) => {
    expect(linesOf(endsOf(text, world))).toEqual(lines);
  });
});

describe('programs of the repository', () => {
  const world = worldOf({
    'evals/run.py': '', 'evals/__main__.py': '', 'src/app/cli.py': '', 'services/api/app/jobs/nightly.py': '', 'tools/x.ts': '', 'tools/lib/index.js': '', 'scripts/ci.sh': '#!/bin/sh\npython evals/run.py --config evals/c.yaml\n',
    'scripts/deploy': '#!/usr/bin/env bash\nset -e\n./scripts/ci.sh\nkubectl apply -f k.yaml\n', 'evals/c.yaml': '', 'cmd/x/main.go': '', 'cmd/x/x_test.go': '', 'src/main.rs': '', 'gradlew': '#!/bin/sh\nacme eval\n', 'book.ipynb': '', 'k.yaml': '',
    'pyproject.toml': '', 'web/package.json': '{}', 'web/cli.js': '', 'pytest.py': '', 'manage.py': '', 'web/api/management/commands/nightly.py': '', 'loop.sh': 'bash loop.sh\nacme eval\n',
  }, { 'pyproject.toml': { commands: { 'app-cli': 'app.cli:main' } }, 'web/package.json': { commands: { webcli: './cli.js' } } });

  it.each([
    ['python evals/run.py', ['script: python evals/run.py [evals/run.py]']],
    ['python3 -u evals/run.py --config evals/c.yaml', ['script: python3 -u evals/run.py --config evals/c.yaml [evals/c.yaml, evals/run.py]']],
    ['uv run evals/run.py', ['script: evals/run.py [evals/run.py]']],
    ['cd evals && uv run run.py', ['script: run.py [evals/run.py]']],
    ['./evals/run.py', ['script: ./evals/run.py [evals/run.py]']],
    ['python -m evals.run', ['script: python -m evals.run [evals/run.py]']],
    ['python -m evals', ['script: python -m evals [evals/__main__.py]']],
    ['python -m app.cli', ['script: python -m app.cli [src/app/cli.py]']],
    ['python -m app.jobs.nightly', ['script: python -m app.jobs.nightly [services/api/app/jobs/nightly.py]']],
    ['poetry run python -m evals.run', ['script: python -m evals.run [evals/run.py]']],
    ['uv run -m evals.run', ['script: python -m evals.run [evals/run.py]']],
    ['python -c "import evals.run"', ['other: python -c import evals.run']],
    ['python -', ['other: python -']],
    ['app-cli eval', ['script: app-cli eval [src/app/cli.py]']],
    ['app-cli --help', ['other: app-cli --help [src/app/cli.py]']],
    ['webcli', ['script: webcli [web/cli.js]']],
    ['npx tsx tools/x.ts', ['script: tsx tools/x.ts [tools/x.ts]']],
    ['node --import tsx tools/x.ts', ['script: node --import tsx tools/x.ts [tools/x.ts]']],
    ['node tools/lib', ['script: node tools/lib [tools/lib/index.js]']],
    ['ts-node -P tsconfig.json tools/x.ts', ['script: ts-node -P tsconfig.json tools/x.ts [tools/x.ts]']],
    ['deno run -A tools/x.ts', ['script: deno run -A tools/x.ts [tools/x.ts]']],
    ['bun tools/x.ts', ['script: bun tools/x.ts [tools/x.ts]']],
    ['go run ./cmd/x', ['script: go run ./cmd/x [cmd/x/main.go]']],
    ['cargo run --release -- x', ['script: cargo run --release -- x [src/main.rs]']],
    ['papermill book.ipynb out.ipynb', ['script: papermill book.ipynb out.ipynb [book.ipynb]']],
    ['jupyter nbconvert --to notebook --execute book.ipynb', ['script: jupyter nbconvert --to notebook --execute book.ipynb [book.ipynb]']],
    ['bash scripts/ci.sh', ['script: python evals/run.py --config evals/c.yaml [evals/c.yaml, evals/run.py]']],
    ['chmod +x scripts/ci.sh && ./scripts/ci.sh', ['script: python evals/run.py --config evals/c.yaml [evals/c.yaml, evals/run.py]']],
    ['. scripts/ci.sh', ['script: python evals/run.py --config evals/c.yaml [evals/c.yaml, evals/run.py]']],
    ['cd scripts && bash ci.sh', ['other: python evals/run.py --config evals/c.yaml']],
    ['scripts/deploy', ['script: python evals/run.py --config evals/c.yaml [evals/c.yaml, evals/run.py]', 'deploy: kubectl apply -f k.yaml [k.yaml]']],
    ['./gradlew build', ['test: gradle build']],
    ['python manage.py test', ['test: manage.py test']],
    ['python manage.py nightly --fast', ['script: python manage.py nightly --fast [web/api/management/commands/nightly.py]']],
    ['./manage.py migrate', ['script: ./manage.py migrate [manage.py]']],
    ['bash loop.sh', ['eval acme: acme eval']],
    ['bash missing.sh', ['other: bash missing.sh']],
    ['ssh host "python evals/run.py"', ['other: python evals/run.py']],
  ])('%s', (text, lines) => {
    expect(linesOf(endsOf(text, world)).map((line) => line.replace(/^(test: [^[]+) \[.*$/, '$1'))).toEqual(lines);
  });

  it('keeps every step of a long trail', () => {
    expect(endsOf('ls\nscripts/deploy', world).map(trailOf)).toEqual(['ci.yml:11 > scripts/deploy:3 > scripts/ci.sh:2', 'ci.yml:11 > scripts/deploy:4']);
  });
});

describe('bounds', () => {
  it('stops at 2,000 ends', () => {
    expect(endsOf('acme eval\n'.repeat(3000), worldOf({}))).toHaveLength(2000);
  });

  it('goes twelve scripts deep and no further', () => {
    const scripts = Array.from({ length: 20 }, (_, index) => `"s${index}": "acme eval ${index} && npm run s${index + 1}"`).join(',');
    const ends = endsOf('npm run s0', worldOf({ 'package.json': `{"scripts": {${scripts}}}` }));
    expect(ends).toHaveLength(12);
    expect(ends.at(-1)?.trail).toHaveLength(13);
  });

  it('ends where scripts multiply without ever doing anything', () => {
    const scripts = Array.from({ length: 12 }, (_, index) => `"s${index}": "${Array(20).fill(`npm run s${index + 1}`).join(' && ')}"`).join(',');
    expect(endsOf('npm run s0', worldOf({ 'package.json': `{"scripts": {${scripts}}}` })).length).toBeLessThanOrEqual(2000);
  });

  it('ends where functions call one another many times', () => {
    const functions = Array.from({ length: 12 }, (_, index) => `f${index}() { ${(index < 11 ? `f${index + 1}; ` : 'echo x; ').repeat(20)} }`).join('\n');
    expect(endsOf(`${functions}\nf0\n`, worldOf({}))).toEqual([]);
  });
});
