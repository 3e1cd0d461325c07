import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definesScripts, readScripts } from '../../../src/signals/scripts/index.ts';

/** Each script on one line: `line name after x: text`. */
function scripts(path: string, ...lines: string[]): string[] {
  return (readScripts(path, lines.join('\n'))?.scripts?.scripts ?? []).map((one) => `${one.line} ${one.name}${one.after.length > 0 ? ` after ${one.after.join(', ')}` : ''}: ${JSON.stringify(one.run)}`);
}

describe('justfile', () => {
  it('gives recipes aligned with the file, variables and defaults put in', () => {
    expect(scripts('justfile', 'model := "m"', 'set shell := ["bash", "-c"]', 'alias e := eval', '', '# run it', '[private]', 'eval suite="smoke" *args: build (data "x") && tidy # why', '    @acme eval -s {{suite}} -m {{ model }} {{args}}', '', '    -acme scan', 'build:', '  npm ci', 'data what:', '  acme index {{what}}')).toEqual([
      '3 e after eval: ""',
      '7 eval after build, data, tidy: "\\nacme eval -s smoke -m m ${args}\\n\\nacme scan || true"',
      '11 build: "\\nnpm ci"',
      '13 data: "\\nacme index ${what}"',
    ]);
  });

  it('keeps recipes of other languages out, those of a shell in', () => {
    expect(scripts('.justfile', 'a:', '  #!/usr/bin/env python3', '  acme()', 'b:', '  #!/usr/bin/env bash', '  acme eval')).toEqual(['1 a: ""', '4 b: "\\n#!/usr/bin/env bash\\nacme eval"']);
  });
});

describe('Taskfile', () => {
  it('gives tasks in all their shapes', () => {
    expect(scripts('Taskfile.yml', 'version: "3"', 'vars: {SET: a}', 'tasks:', '  short: acme a', '  list: [acme b, acme c]', '  eval:', '    deps: [short, {task: list}]', '    dir: app', '    vars: {N: 3}', '    cmds:', '      - acme eval -c {{.SET}} -n {{ .N }} {{.CLI_ARGS}}', '      - task: build', '      - {cmd: acme scan, ignore_error: true}', '  build:', '    cmd: npm ci')).toEqual([
      '4 short: "acme a"',
      '5 list: "acme b\\nacme c"',
      '6 eval after short, list, build: "\\n\\n\\n\\n\\ncd app && acme eval -c a -n 3 ${CLI_ARGS}\\n\\ncd app && acme scan || true"',
      '14 build: "\\nnpm ci"',
    ]);
  });

  it('notes broken YAML', () => {
    expect(readScripts('Taskfile.yaml', 'tasks: {a: [')?.notes.map((note) => [note.code, note.path, note.line])).toEqual([['unreadable-yaml', 'Taskfile.yaml', 1]]);
  });
});

describe('tox.ini', () => {
  it('gives environments, and those that come without asking', () => {
    expect(scripts('tox.ini', '[tox]', 'envlist = py{310,311},', '  lint', '[testenv]', 'deps = pytest', 'commands = pytest {posargs:tests}', '[testenv:lint]', 'changedir = app', 'commands =', '  ruff check', '  # no', '  - mypy \\', '    {toxinidir}/src', '[testenv:eval]', 'commands =', '  {[testenv]commands}', '  py311: {envpython} -m acme.run {env:SUITE:smoke}')).toEqual([
      '4 testenv: "\\n\\npytest tests"',
      '7 lint: "\\n\\n\\ncd app && ruff check\\n\\ncd app && mypy  ./src || true"',
      '14 eval: "\\n\\npytest tests\\npython -m acme.run ${SUITE}"',
      '2 envlist after py310, py311, lint: ""',
    ]);
  });
});

describe('noxfile.py', () => {
  it('gives the commands of sessions', () => {
    expect(scripts('noxfile.py', 'import nox', '', '@nox.session(python=["3.11"],', '             name="evaluate")', 'def eval(session: nox.Session) -> None:', '    """session.run("no")"""', '    # session.run("no")', '    session.install("-e", ".[x]")', '    session.run(', '        "acme", "eval",  # why', "        '-c', f'{DIR}/x.yaml', *session.posargs, env={'A': 'b'}, external=True)", '    session.notify("lint")', '', 'def helper():', '    session.run("no")', '', '@nox.session', 'def lint(s):', '    session.run("no")', '    s.run("ruff", "check", path("a"), "b c")')).toEqual([
      '5 evaluate after lint: "\\n\\n\\npip install -e .[x]\\nacme eval -c ${DIR}/x.yaml"',
      '18 lint: "\\n\\nruff check \'b c\'"',
    ]);
  });
});

describe('pyproject.toml and its like', () => {
  it('gives the scripts of each tool by its name', () => {
    expect(scripts('pyproject.toml', '[tool.poe.tasks]', 'eval = "acme eval"', 'all = ["eval", "lint"]', 'lint = {cmd = "ruff check", cwd = "app", deps = ["eval"]}', 'go = {script = "pkg.run:main(1)"}', 'sh = {shell = "a; b"}', '[tool.pdm.scripts]', 'x = {composite = ["y", "acme z"]}', 'y = {call = "pkg.mod:f"}', '[tool.hatch.envs.default.scripts]', 'eval = ["- acme a", "acme eval {args:-x}", "twice"]', 'twice = "acme b"', '[tool.rye.scripts]', 'r = {cmd = ["acme", "a b"]}', '[tool.pixi.tasks]', 'p = {cmd = "acme p", depends-on = ["q"]}', 'q = "acme q"', '[tool.taskipy.tasks]', 't = "acme t"')).toEqual([
      '2 poe:eval: "acme eval"', '3 poe:all: "poe eval; poe lint"', '4 poe:lint after poe:eval: "cd app && ruff check"', '5 poe:go: "python -m pkg.run"', '6 poe:sh: "a; b"',
      '8 pdm:x: "pdm run y; acme z"', '9 pdm:y: "python -m pkg.mod"', '14 rye:r: "acme \'a b\'"', '16 pixi:p after pixi:q: "acme p"', '17 pixi:q: "acme q"', '19 taskipy:t: "acme t"',
      '11 hatch:default:eval: "acme a || true; acme eval -x; hatch run default:twice"', '12 hatch:default:twice: "acme b"',
    ]);
    expect(scripts('pyproject.toml', '[project]', 'name = "x"')).toEqual([]);
    expect(scripts('hatch.toml', '[envs.ev.scripts]', 'run = "acme eval"')).toEqual(['2 hatch:ev:run: "acme eval"']);
    expect(scripts('pixi.toml', '[tasks]', 'a = "acme a"', '[feature.ev.tasks]', 'b = "acme b"')).toEqual(['2 pixi:a: "acme a"', '4 pixi:b: "acme b"']);
    expect(scripts('app/.cargo/config.toml', '[alias]', 'xtask = "run --bin xtask --"', 'l = ["clippy", "--all"]')).toEqual(['2 xtask: "cargo run --bin xtask --"', '3 l: "cargo clippy --all"']);
    expect(readScripts('config.toml', '[alias]\na = "b"')).toBeUndefined();
  });
});

describe('Rakefile', () => {
  it('gives tasks with their namespaces and what they need', () => {
    expect(scripts('Rakefile', 'task default: :eval', 'namespace :ev do', '  desc "x"', '  task :run, [:a] => [:build] do |t, args|', '    if x', '      sh "acme eval -c #{args.a}"', '    end', "    system('acme scan')", '    # sh "no"', '    ruby "x.rb"', '  end', 'end', 'task "build" do', '  sh "npm ci"', 'end', 'task eval: %w[ev:run build]')).toEqual([
      '1 default after eval: ""', '4 ev:run after build: "\\n\\nacme eval -c ${args}\\n\\nacme scan || true\\n\\nruby x.rb"', '13 build: "\\nnpm ci"', '16 eval after ev:run, build: ""',
    ]);
  });
});

describe('azure.yaml', () => {
  it('gives hooks of the project and of its services', () => {
    expect(scripts('azure.yaml', 'hooks:', '  postdeploy:', '    posix: {shell: sh, run: scripts/eval.sh, continueOnError: true}', '    windows: {shell: pwsh, run: scripts/eval.ps1}', '  preprovision:', '    shell: sh', '    run: |', '      echo hi', '      acme index', '  postup: {shell: pwsh, run: Write-Host x}', '  postdown: [{run: a.py}, {run: b.sh}]', 'services:', '  api:', '    project: src/api', '    hooks: {predeploy: {shell: sh, run: npm test}}')).toEqual([
      '3 postdeploy: "{ sh -e scripts/eval.sh; } || true"', '8 preprovision: "echo hi\\nacme index\\n"', '11 postdown: "python a.py\\nsh -e b.sh"', '15 predeploy api: "cd src/api && npm test"',
    ]);
    expect(scripts('azure.yaml', 'name: x')).toEqual([]);
  });
});

describe('any text', () => {
  const PATHS = ['justfile', 'Taskfile.yml', 'tox.ini', 'noxfile.py', 'pyproject.toml', 'hatch.toml', '.cargo/config.toml', 'Rakefile', 'azure.yaml'];
  const PARTS = ['a', ':', '=', '\n', '  ', '\t', '[', ']', '{', '}', '(', ')', '"', "'", '|', '-', '@nox.session\n', 'def a(session):\n', ' session.run(', 'task :a do\n', 'end\n', 'tasks:\n', 'hooks:\n', '[testenv]\n', 'commands =', '{{', '}}', '[tool.poe.tasks]\n', '__proto__', '&x ', '*x', 'do', '#'];

  it('is read without throwing, and always the same', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 40 }), (parts) => {
      for (const path of PATHS) expect(readScripts(path, parts.join(''))).toStrictEqual(readScripts(path, parts.join('')));
    }), { numRuns: 300 });
  });

  it('that nests without end gives a note', () => {
    for (const path of ['Taskfile.yml', 'azure.yaml']) expect(readScripts(path, '['.repeat(50_000))?.notes.map((note) => note.code)).toEqual(['unreadable-yaml']);
  });
});

it('knows which code files define scripts', () => {
  expect(['noxfile.py', 'a/noxfile.py', 'lib/x.rake', 'Rakefile.rb', 'my_noxfile.py', 'setup.py', 'x.sh'].map(definesScripts)).toEqual([true, true, true, true, false, false, false]);
});
