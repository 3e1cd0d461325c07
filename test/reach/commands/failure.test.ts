import { describe, expect, it } from 'vitest';
import { endsOf, NOTHING, worldOf } from './repository.ts';

/** What is said of the failure of `acme eval` in the text. */
function swallowed(text: string, shell?: string): readonly string[] | undefined {
  return endsOf(text, NOTHING, shell === undefined ? {} : { shell }).find((end) => end.argv[0] === 'acme')?.swallowed;
}

describe('a failure that stops the step', () => {
  it.each([
    ['alone', 'acme eval'],
    ['the last of a chain', 'cd evals && acme eval'],
    ['the first of a chain at the end', 'acme eval && npm run x'],
    ['before `|| exit 1`', 'acme eval || exit 1\nnpm run x'],
    ['before `|| exit`', 'acme eval || exit\nnpm run x'],
    ['before a block that exits', 'acme eval || { echo failed; exit 1; }\nnpm run x'],
    ['before a function that exits', 'die() { echo "$1"; exit 2; }\nacme eval || die "no"\nls'],
    ['as a condition with a failing branch', 'if ! acme eval; then\n  exit 1\nfi\necho fine'],
    ['as a condition with a failing else', 'if acme eval; then echo fine; else exit 1; fi'],
    ['kept in a variable', 'set +e\nacme eval; status=$?\necho done\nexit $status'],
    ['kept after ||', 'acme eval || failed=1\necho report\nexit $failed'],
    ['retried until it fails for good', 'for i in 1 2 3; do\n  if acme eval; then ok=1; break; fi\ndone\n[ -n "$ok" ] || exit 1'],
    ['in a loop', 'for x in *.yaml; do acme eval -c $x; done'],
    ['in a subshell', '(cd evals; acme eval)'],
    ['in a function', 'run() { acme eval; }\nrun\necho done'],
    ['before `; true`, since -e stops at it first', 'acme eval; true'],
    ['in an assignment', 'out=$(acme eval)\necho "$out"'],
    ['the last of a pipe', 'cat x | acme eval'],
    ['with time', 'time acme eval'],
    ['after set +e and set -e', 'set +e\nls\nset -e\nacme eval\nls'],
    ['in a pipe whose status is asked', 'acme eval | tee log\nexit ${PIPESTATUS[0]}'],
    ['after set -o pipefail', 'set -euo pipefail\nacme eval | tee log\nls'],
  ])('%s', (_, text) => {
    expect(swallowed(text)).toEqual([]);
  });

  it('in a pipe, where the step says `shell: bash`', () => {
    expect(swallowed('acme eval | tee log', 'bash')).toEqual([]);
    expect(swallowed('acme eval | tee log', 'bash -eo pipefail {0}')).toEqual([]);
  });
});

describe('a failure that goes unnoticed', () => {
  it.each([
    ['acme eval || true', '`|| true` takes its failure (ci.yml:10)'],
    ['acme eval || :', '`|| :` takes its failure (ci.yml:10)'],
    ['ls\nacme eval || echo "not fatal"', '`|| echo "not fatal"` takes its failure (ci.yml:11)'],
    ['acme eval || exit 0', '`|| exit 0` takes its failure (ci.yml:10)'],
    ['acme eval && ls || true', '`|| true` takes its failure (ci.yml:10)'],
    ['acme eval || npm run report', '`|| npm run report` takes its failure (ci.yml:10)'],
    ['acme eval || failed=1\necho $failed', '`|| failed=1` takes its failure (ci.yml:10)'],
    ['set +e\nacme eval\nls', 'the shell goes on after its failure: `set +e` is in force (ci.yml:11)'],
    ['set +e\nacme eval\nexit 0', 'the shell goes on after its failure: `set +e` is in force (ci.yml:11)'],
    ['set +o errexit\nacme eval\nls', 'the shell goes on after its failure: `set +e` is in force (ci.yml:11)'],
    ['acme eval && ls\nls', 'the shell goes on after its failure: `set -e` does not count before `&&` (ci.yml:10)'],
    ['acme eval | tee log', '`| tee log` hides its exit code, and pipefail is not set (ci.yml:10)'],
    ['set -o pipefail\nset +o pipefail\nacme eval | tee log', '`| tee log` hides its exit code, and pipefail is not set (ci.yml:12)'],
    ['acme eval &\nls', '`&` leaves it running in the background (ci.yml:10)'],
    ['if acme eval; then echo fine; fi', '`if` takes its failure (ci.yml:10)'],
    ['until acme eval; do sleep 1; done', '`until` takes its failure (ci.yml:10)'],
    ['! acme eval', '`!` turns its failure into a success (ci.yml:10)'],
    ['echo "$(acme eval)"', '`$(...)` among arguments drops its exit code (ci.yml:10)'],
    ['export OUT="$(acme eval)"', '`$(...)` among arguments drops its exit code (ci.yml:10)'],
    ['run() { acme eval; ls; }\nrun || exit 1', 'the shell goes on after its failure: `set -e` does not count before `||` (ci.yml:10)'],
    ['(acme eval; ls) || true', '`|| true` takes its failure (ci.yml:10)'],
    ['bash -c "acme eval; true"', 'the shell goes on after its failure: `set -e` is not in force (ci.yml:10)'],
  ])('%s', (text, reason) => {
    expect(swallowed(text)).toEqual([reason]);
  });

  it('where the step names a shell without -e', () => {
    expect(swallowed('acme eval\nls', 'bash {0}')).toEqual(['the shell goes on after its failure: `set -e` is not in force (ci.yml:10)']);
    expect(swallowed('acme eval', 'bash {0}')).toEqual([]);
  });

  it('in a script on the way, with the place of each', () => {
    const world = worldOf({
      'package.json': '{\n  "scripts": {\n    "eval": "acme eval; echo done"\n  }\n}',
      'Makefile': 'eval:\n\t-acme eval\n\nother:\n\tacme eval\n\techo done\n',
      'plain.sh': '#!/bin/bash\nacme eval\necho done\n',
      'strict.sh': '#!/bin/bash -e\nacme eval\necho done\n',
      'set.sh': '#!/bin/bash\nset -euo pipefail\nacme eval | tee log\necho done\n',
    });
    const reasons = (text: string): readonly string[] | undefined => endsOf(text, world)[0]?.swallowed;
    expect(reasons('npm run eval || true')).toEqual([
      '`|| true` takes its failure (ci.yml:10)', 'the shell goes on after its failure: `set -e` is not in force (package.json:3)',
    ]);
    expect(reasons('make eval')).toEqual(['`|| true` takes its failure (Makefile:2)']);
    expect(reasons('make other')).toEqual([]);
    expect(reasons('make -i other')).toEqual(['`make -i` goes on after failures (ci.yml:10)']);
    expect(reasons('bash plain.sh')).toEqual(['the shell goes on after its failure: `set -e` is not in force (plain.sh:2)']);
    expect(reasons('bash -e plain.sh')).toEqual([]);
    expect(reasons('bash -eo pipefail plain.sh')).toEqual([]);
    expect(reasons('source plain.sh')).toEqual([]);
    expect(reasons('./strict.sh')).toEqual([]);
    expect(reasons('./set.sh')).toEqual([]);
    expect(reasons('bash ./set.sh || true')).toEqual(['`|| true` takes its failure (ci.yml:10)']);
  });
});

describe('conditions', () => {
  it.each([
    ['if [ -n "$KEY" ]; then\n  acme eval\nfi', ['if [ -n "$KEY" ]']],
    ['if [ -z "$KEY" ]; then echo no; else acme eval; fi', ['else of if [ -z "$KEY" ]']],
    ['[ -n "$KEY" ] && acme eval', ['[ -n "$KEY" ]']],
    ['[[ $X == y ]] && acme eval', ['[[ $X == y ]]']],
    ['[ -z "$KEY" ] || acme eval', ['unless [ -z "$KEY" ]']],
    ['npm ci && acme eval', []],
    ['case "$MODE" in\n  full) acme eval ;;\nesac', ['case "$MODE" in full']],
    ["if [ '${{ inputs.run || 'no' }}' = yes ]; then acme eval; fi", ["if [ '${{ inputs.run || 'no' }}' = yes ]"]],
  ])('%s', (text, conditions) => {
    expect(endsOf(text, NOTHING).find((end) => end.argv[0] === 'acme')?.conditional).toEqual(conditions);
  });

  it('takes the one arm of a case whose subject is known', () => {
    const world = worldOf({ 'ci.sh': 'case "$1" in\n  eval) acme eval ;;\n  *) npm publish ;;\nesac\n' });
    expect(endsOf('bash ci.sh eval', world).map((end) => [end.argv.join(' '), end.conditional])).toEqual([['acme eval', []]]);
  });
});
