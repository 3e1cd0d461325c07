import { describe, expect, it } from 'vitest';
import { endsOf, linesOf, worldOf } from './repository.ts';

const WORLD = worldOf({
  justfile: 'build:\n  npm ci\neval set="x": build\n  acme eval -c {{set}}\n  -acme scan\n',
  'app/main.py': '', 'tools/just/justfile': 'default:\n  acme index\n',
  'Taskfile.yml': 'tasks:\n  default: [acme x]\n  eval:\n    deps: [default]\n    cmds: [acme eval, {task: other}]\n  other: acme index\n',
  'tox.ini': '[tox]\nenvlist = py{310,311}, lint\n[testenv]\ncommands = pytest\n[testenv:lint]\ncommands = ruff check\n[testenv:eval]\ncommands =\n  acme eval\n  acme index\n',
  'noxfile.py': 'import nox\n@nox.session\ndef eval(session):\n    session.run("acme", "eval")\n@nox.session\ndef lint(session):\n    session.run("ruff", "check")\n',
  'pyproject.toml': '[tool.poe.tasks]\neval = "acme eval"\nall = ["lint", "eval"]\nlint = "ruff check"\nround = ["round"]\n[tool.hatch.envs.default.scripts]\neval = "acme eval {args}"\n[tool.hatch.envs.ev.scripts]\nrun = ["acme index", "acme eval"]\n[tool.pdm.scripts]\neval = "acme eval"\n',
  '.cargo/config.toml': '[alias]\nxtask = "run --bin xtask --"\n', 'src/bin/xtask.rs': '',
  Rakefile: 'task default: :eval\ntask :eval => [:build] do\n  sh "acme eval"\nend\ntask :build do\n  sh "npm ci"\nend\n',
  'azure.yaml': 'hooks:\n  preprovision: {shell: sh, run: acme index}\n  postprovision: {shell: sh, run: acme seed}\n  predeploy: {shell: sh, run: acme eval, continueOnError: true}\n  postdeploy: {shell: sh, run: scripts/eval.sh}\n  postup: {shell: sh, run: acme last}\n',
  'scripts/eval.sh': 'set -e\nacme eval -s smoke\n',
});

describe('commands that lead to scripts of other programs', () => {
  it.each<[string, string[]]>([
    ['just eval', ['install: npm ci', 'eval acme: acme eval -c x', 'other: acme scan']],
    ['just', ['install: npm ci']],
    ['cd app && just eval', ['install: npm ci', 'eval acme: acme eval -c x', 'other: acme scan']],
    ['just -f tools/just/justfile', ['index acme: acme index']],
    ['just --list', ['other: just --list']],
    ['task eval', ['other: acme x', 'index acme: acme index', 'eval acme: acme eval']],
    ['task', ['other: acme x']],
    ['tox', ['test tester: pytest', 'lint: ruff check']],
    ['tox -e eval', ['eval acme: acme eval', 'index acme: acme index']],
    ['tox run -e py311-eval,lint', ['eval acme: acme eval', 'index acme: acme index', 'lint: ruff check']],
    ['tox -e py39', ['test tester: pytest']],
    ['uv run tox -elint', ['lint: ruff check']],
    ['nox -s eval', ['eval acme: acme eval']],
    ['nox', ['eval acme: acme eval', 'lint: ruff check']],
    ['nox --sessions lint eval-3.11 -- x', ['lint: ruff check', 'eval acme: acme eval']],
    ['nox --list', ['other: nox --list']],
    ['poe all', ['lint: ruff check', 'eval acme: acme eval']],
    ['poetry run poe eval --fast', ['eval acme: acme eval --fast']],
    ['poe round', []],
    ['hatch run eval -v', ['eval acme: acme eval -v']],
    ['hatch run ev:run', ['index acme: acme index', 'eval acme: acme eval']],
    ['hatch -e ev run run', ['index acme: acme index', 'eval acme: acme eval']],
    ['hatch run pytest', ['test tester: pytest']],
    ['pdm run eval', ['eval acme: acme eval']],
    ['pdm run pytest', ['test tester: pytest']],
    ['cargo xtask', ['script: cargo run --bin xtask -- [src/bin/xtask.rs]']],
    ['cargo test', ['test: cargo test']],
    ['rake', ['install: npm ci', 'eval acme: acme eval']],
    ['bundle exec rake eval[x]', ['install: npm ci', 'eval acme: acme eval']],
    ['azd provision', ['index acme: acme index', 'deploy: azd provision [azure.yaml]', 'other: acme seed']],
    ['azd up --no-prompt', ['index acme: acme index', 'other: acme seed', 'eval acme: acme eval', 'deploy: azd up --no-prompt [azure.yaml]', 'eval acme: acme eval -s smoke', 'other: acme last']],
    ['azd provision --preview', ['deploy: azd provision --preview [azure.yaml]']],
    ['./gradlew test', ['test: gradle test']],
    ['./mvnw -B verify', ['test: mvn -B verify']],
  ])('%s', (command, expected) => {
    expect(linesOf(endsOf(command, WORLD))).toEqual(expected);
  });

  it('a failure inside them is lost where they say so, and nowhere else', () => {
    const lost = (command: string) => endsOf(command, WORLD).filter((end) => end.swallowed.length > 0).map((end) => `${end.argv.join(' ')}: ${end.swallowed.join('; ')}`);
    expect(['just eval', 'task eval', 'tox -e eval', 'nox', 'poe all', 'hatch run ev:run', 'rake', 'azd up'].flatMap(lost)).toEqual([
      'acme scan: `|| true` takes its failure (justfile:5)',
      'acme eval: `|| true` takes its failure (azure.yaml:4)',
    ]);
    expect(lost('just eval || true').length).toBe(3);
  });

  it('the trail shows where each stands', () => {
    const trails = (command: string) => endsOf(command, WORLD).map((end) => end.trail.map((step) => `${step.path}:${step.line}`).join(' > '));
    expect(trails('tox -e eval')).toEqual(['ci.yml:10 > tox.ini:9', 'ci.yml:10 > tox.ini:10']);
    expect(trails('nox -s eval')).toEqual(['ci.yml:10 > noxfile.py:4']);
    expect(trails('azd deploy')).toEqual(['ci.yml:10 > azure.yaml:4', 'ci.yml:10', 'ci.yml:10 > azure.yaml:5 > scripts/eval.sh:2']);
  });
});
