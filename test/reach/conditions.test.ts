import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PipelineEvent } from '../../src/domain/pipeline.ts';
import { fillTemplate, holds, isNever, templateTruth } from '../../src/reach/conditions.ts';
import { parseExpression } from '../../src/reach/expressions.ts';
import type { Scope } from '../../src/reach/scope.ts';
import { ANY_STATUS, FAILED, SKIPPED, WELL } from '../../src/reach/scope.ts';
import type { Value } from '../../src/reach/values.ts';
import { literal } from '../../src/reach/values.ts';

const EVENTS: Record<string, PipelineEvent> = {
  pr: { line: 1, name: 'pull_request', spelled: 'pull_request' },
  target: { line: 1, name: 'pull_request', spelled: 'pull_request_target', branches: ['main'] },
  closed: { line: 1, name: 'pull_request', spelled: 'pull_request', types: ['closed'] },
  labeled: { line: 1, name: 'pull_request', spelled: 'pull_request', types: ['labeled', 'opened'] },
  push: { line: 1, name: 'push', spelled: 'push' },
  main: { line: 1, name: 'push', spelled: 'push', branches: ['main'] },
  tag: { line: 1, name: 'push', spelled: 'push', tags: ['v*'] },
  merge: { line: 1, name: 'merge_group', spelled: 'merge_group' },
  cron: { line: 1, name: 'schedule', spelled: 'schedule' },
  manual: { line: 1, name: 'manual', spelled: 'workflow_dispatch' },
  comment: { line: 1, name: 'comment', spelled: 'issue_comment' },
  release: { line: 1, name: 'release', spelled: 'release' },
};
const ALL = Object.keys(EVENTS);

function scopeOf(event: string, more: Partial<Scope> = {}): Scope {
  const known = EVENTS[event];
  const inputs = new Map<string, Value>(event === 'manual' ? [['run', { kind: 'unknown' }]] : []);
  return { ...(known === undefined ? {} : { event: known }), inputs, env: new Map(), exports: '', status: ANY_STATUS, labelled: true, ...more };
}

/** `T` true, `F` false, `?` depends; in the order of ALL. */
function row(condition: string): string {
  return ALL.map((event) => ({ true: 'T', false: 'F', undefined: '?' })[String(holds(condition, scopeOf(event)))]).join('');
}

describe('conditions on events', () => {
  //                                                                        pr target closed labeled push main tag merge cron manual comment release
  test.each([
    ['true', 'TTTTTTTTTTTT'],
    ['false', 'FFFFFFFFFFFF'],
    ['${{ false }}', 'FFFFFFFFFFFF'],
    ['always()', 'TTTTTTTTTTTT'],
    ['success()', '????????????'],
    ['failure()', '????????????'],
    ['cancelled()', '????????????'],
    ['always() && false', 'FFFFFFFFFFFF'],
    ["github.event_name == 'push'", 'FFFFTTTFFFFF'],
    ["GitHub.Event_Name == 'PUSH'", 'FFFFTTTFFFFF'],
    ["${{ github.event_name == 'push' }}", 'FFFFTTTFFFFF'],
    ["github.event_name != 'pull_request'", 'FTFFTTTTTTTT'],
    ["!(github.event_name == 'push')", 'TTTTFFFTTTTT'],
    ["github.event_name == 'workflow_dispatch'", 'FFFFFFFFFTFF'],
    ["github.event_name == 'push' || github.event_name == 'schedule'", 'FFFFTTTFTFFF'],
    ["contains(fromJSON('[\"push\", \"release\"]'), github.event_name)", 'FFFFTTTFFFFT'],
    ["contains('push,schedule', github.event_name)", 'FFFFTTTFTFFF'],
    ["startsWith(github.event_name, 'pull_request')", 'TTTTFFFFFFFF'],
    ["github.ref == 'refs/heads/main'", 'FT?F?TFF???F'],
    ["github.ref_name == 'main'", 'FT?F?T??????'],
    ["github.ref != 'refs/heads/dev'", 'TT?T?TTT???T'],
    ["startsWith(github.ref, 'refs/tags/')", 'FF?F?FTFF?FT'],
    ["startsWith(github.ref, 'refs/tags/v')", 'FF?F?F?FF?F?'],
    ["startsWith(github.ref, 'refs/heads/')", 'FT?F?TFTT?TF'],
    ["startsWith(github.ref, 'refs/pull/')", 'TF?T?FFFF?FF'],
    ["github.ref_type == 'tag'", '?F???FTFF?FT'],
    ["github.base_ref == 'main'", '?T??FFFFFFFF'],
    ["github.base_ref == 'dev'", '?F??FFFFFFFF'],
    ['github.event.pull_request.draft == true', '????FFFFFFFF'],
    ['github.event.pull_request', '????FFFFFFFF'],
    ['github.event.pull_request.merged == true', 'FF?FFFFFFFFF'],
    ['github.event.pull_request.merged', 'FF?FFFFFFFFF'],
    ["github.event.action == 'closed'", 'FFTF????????'],
    ["github.event.action == 'opened'", '??F?????????'],
    ["contains(github.event.comment.body, '/eval')", 'FFFFFFFFFF?F'],
    ["github.event.label.name == 'eval'", 'FFF?FFFFFFFF'],
    ["github.event.inputs.run == 'true'", 'FFFFFFFFF?FF'],
    ['github.event.schedule', 'FFFFFFFF?FFF'],
    ["vars.RUN_EVALS == 'true'", '????????????'],
    ["secrets.KEY != ''", '????????????'],
    ["github.repository == 'acme/app'", '????????????'],
    ["github.event_name == 'push' && vars.X", 'FFFF???FFFFF'],
    ["github.event_name == 'push' || vars.X", '????TTT?????'],
    ["needs.build.outputs.changed == 'true'", '????????????'],
    ['hashFiles(\'x\') != \'\'', '????????????'],
    ['steps.x.outcome == \'failure\'', '????????????'],
    ["env.UNSET == 'true'", 'FFFFFFFFFFFF'],
    ['inputs.unset', 'FFFFFFFFFFFF'],
    // Words around an expression make a text, which is never empty.
    ["${{ github.event_name == 'push' }} && true", 'TTTTTTTTTTTT'],
    // Not well formed: nobody knows.
    ['github.event_name = push', '????????????'],
    ['(((', '????????????'],
  ])('%s', (condition, expected) => {
    expect(row(condition)).toBe(expected);
  });
});

describe('operators', () => {
  test.each([
    ["'A' == 'a'", true],
    ["'it''s' == 'it''s'", true],
    ["1 == '1'", true],
    ["'' == 0", true],
    ["null == 0", true],
    ["null == ''", true],
    ['null == false', true],
    ["true == 'true'", false],
    ["'a' == 0", false],
    ['2 > 1', true],
    ["'b' <= 'a'", false],
    ['0x10 == 16', true],
    ['-1.5e1 < 0', true],
    ['true && false || true', true],
    ['true || false && false', true],
    ['!true || true', true],
    ['!!true', true],
    ["true && 'x' == 'x'", true],
    ["(false && 'a' || 'b') == 'b'", true],
    ["contains('Hello', 'ELL')", true],
    ["endsWith('abc', 'bc')", true],
    ["startsWith('abc', 'bc')", false],
    ["contains(fromJSON('[1, 2]'), 2)", true],
    ["contains(fromJSON('[\"abc\"]'), 'b')", false],
    ["fromJSON('{\"a\": 1}').a == 1", undefined],
    ["fromJSON('not json')", undefined],
    ['vars.X && false', false],
    ['vars.X || true', true],
    ['vars.X == vars.X', undefined],
  ])('%s → %s', (condition, expected) => {
    expect(holds(condition, scopeOf('push'))).toBe(expected);
  });
});

describe('inputs, variables, matrix', () => {
  const inputs = new Map<string, Value>([['soft', literal(false)], ['word', literal('false')], ['open', { kind: 'unknown' }]]);
  const env = new Map<string, Value>([['run', literal('false')], ['open', { kind: 'unknown' }]]);
  const scope = scopeOf('push', { inputs, env, exports: 'echo later=1 >> $github_env', matrix: { os: ['linux', 'mac'], one: ['x'], soft: ['false'], mixed: ['true', 'false'], 'target.dir': ['a'] } });
  test.each([
    ['inputs.soft', false],
    ['inputs.soft == true', false],
    ['inputs.soft == false', true],
    ['inputs.open', undefined],
    ["inputs.word == 'true'", false],
    ["env.RUN == 'true'", false],
    ["env.OPEN == 'true'", undefined],
    ["env.LATER == '1'", undefined],
    ["env.NEVER == '1'", false],
    ["env.GITHUB_X == '1'", undefined],
    ["matrix.os == 'linux'", undefined],
    ["matrix.os == 'windows'", false],
    ["matrix.one == 'x'", true],
    ['matrix.soft', false],
    ['matrix.mixed', undefined],
    ["matrix.target.dir == 'a'", true],
    ["matrix['one'] == 'x'", true],
    ['matrix.unlisted', undefined],
  ])('%s → %s', (condition, expected) => {
    expect(holds(condition, scope)).toBe(expected);
  });

  test('who calls from elsewhere brings inputs that nobody knows', () => {
    const { inputs: _, event: __, ...outside } = scopeOf('push');
    expect(holds('inputs.x', outside)).toBeUndefined();
    expect(holds("github.event_name == 'push'", outside)).toBeUndefined();
  });

  test('templates are filled with what does not depend on the event', () => {
    const fill = (text: string) => fillTemplate(text, { ...scope, matrix: { one: ['x'], os: ['a', 'b'] } });
    expect(fill('run ${{ matrix.one }}-${{ inputs.word }} ${{ env.RUN }} ${{ inputs.soft && 1 || 2 }}')).toBe('run x-false false 2');
    expect(fill('${{ matrix.os }} ${{ github.event_name }} ${{ inputs.open }} ${{ vars.X }} ${{ (( }}')).toBe('${{ matrix.os }} ${{ github.event_name }} ${{ inputs.open }} ${{ vars.X }} ${{ (( }}');
  });

  test('what is known in part is filled in as far as it goes', () => {
    const open = new Map<string, Value>([['suite', { kind: 'unknown', text: 'smoke' }], ['bare', { kind: 'unknown' }]]);
    const fill = (text: string) => fillTemplate(text, { ...scope, inputs: open });
    expect(fill("${{ inputs.suite }} ${{ inputs.suite || 'x' }} ${{ inputs.bare || 'y' }} ${{ inputs.bare }} ${{ inputs.none || 'z' }}")).toBe('smoke smoke y ${{ inputs.bare }} z');
    expect(holds("inputs.suite == 'smoke'", { ...scope, inputs: open })).toBeUndefined();
  });

  test('a text of several lines keeps the lines after it where they are', () => {
    const lines = { ...scope, inputs: new Map([['script', literal('a\nb\n')], ['long', literal('a \\\n  --x \\\n  --y\nb')]]) };
    expect(fillTemplate('${{ inputs.long }}', lines)).toBe('a --x --y; b');
    expect(fillTemplate('${{ inputs.script }}', lines)).toBe('a; b');
    expect(fillTemplate('x ${{ inputs.script }} y', lines)).toBe('x a b y');
  });

  test.each([
    ['${{ matrix.soft }}', true, false],
    ["${{ github.event_name == 'push' }}", true, true],
    ["${{ github.event_name == 'schedule' }}", true, false],
    ['${{ matrix.mixed }}', true, undefined],
    ['${{ vars.X }}', true, undefined],
    ['${{ inputs.word }}', true, false],
    ['true', true, true],
  ])('continue-on-error: %s', (text, _, expected) => {
    expect(templateTruth(text, scope)).toBe(expected);
  });
});

describe('how things went', () => {
  test.each([
    [undefined, true, false, false],
    ['true', true, false, false],
    ['vars.X', undefined, false, false],
    ['always()', true, true, true],
    ['success()', true, false, false],
    ['failure()', false, true, undefined],
    ['!failure()', true, false, undefined],
    ['!cancelled()', true, true, undefined],
    ['failure() || cancelled()', false, true, undefined],
    ["always() && needs.eval.result == 'success'", undefined, undefined, undefined],
    ['${{ always() }}', true, true, true],
    ['not well formed', undefined, false, false],
  ])('%s: well %s, failed %s, skipped %s', (condition, well, failed, skipped) => {
    expect([WELL, FAILED, SKIPPED].map((status) => holds(condition, scopeOf('push', { status })))).toStrictEqual([well, failed, skipped]);
  });

  test('the result of a job that failed, where that is asked', () => {
    const scope = scopeOf('push', { status: FAILED, failed: new Set(['Eval']) });
    expect(holds("always() && needs.eval.result == 'success'", scope)).toBe(false);
    expect(holds("always() && needs.other.result == 'success'", scope)).toBeUndefined();
    expect(holds("always() && !contains(needs.*.result, 'failure')", scope)).toBe(false);
    expect(holds("always() && needs.eval.result != 'success'", scope)).toBe(true);
  });

  test('without a label', () => {
    const plain = scopeOf('pr', { labelled: false });
    expect(holds("contains(github.event.pull_request.labels.*.name, 'eval')", plain)).toBe(false);
    expect(holds("!contains(github.event.pull_request.labels.*.name, 'skip')", plain)).toBe(true);
    expect(holds("contains(github.event.pull_request.labels.*.name, 'eval')", scopeOf('pr'))).toBeUndefined();
  });
});

test('what is never true', () => {
  expect(['false', '${{ false }}', "1 == 2", 'false && vars.X'].map(isNever)).toStrictEqual([true, true, true, true]);
  expect(["github.event_name == 'x'", 'env.X', 'inputs.x', 'matrix.x', 'failure()', 'true'].map(isNever)).toStrictEqual([false, false, false, false, false, false]);
});

describe('the parser', () => {
  test('binds as it should', () => {
    const operand = (...path: string[]) => ({ kind: 'operand', path });
    expect(parseExpression('a || b && !c == d')).toStrictEqual({
      kind: 'binary',
      op: '||',
      left: operand('a'),
      right: { kind: 'binary', op: '&&', left: operand('b'), right: { kind: 'binary', op: '==', left: { kind: 'not', of: operand('c') }, right: operand('d') } },
    });
    expect(parseExpression("github.event['Labels'].*.name[x]")).toStrictEqual(operand('github', 'event', 'labels', '*', 'name', '*'));
    expect(parseExpression("format('{0}', a, 1)")).toStrictEqual({
      kind: 'call',
      name: 'format',
      args: [{ kind: 'literal', value: '{0}' }, operand('a'), { kind: 'literal', value: 1 }],
    });
  });

  test.each(['', ' ', 'a b', 'a &&', '&& a', '(a', 'a)', "'open", 'f(a', 'f(,)', 'f(a b)', 'a.', 'a[', 'a[1', 'a ? b', '"a"', 'a = b', '1a', `${'('.repeat(60)}a${')'.repeat(60)}`, `${'!'.repeat(60)}a`, 'a '.repeat(3_000)])(
    '%s is not well formed',
    (text) => {
      expect(parseExpression(text)).toBeUndefined();
    },
  );

  test('no text throws', () => {
    const words = fc.constantFrom('(', ')', '!', '&&', '||', '==', '<', "'x'", 'a', '.', '*', '[', ']', ',', '1', ' ', 'always', 'github', 'event_name', 'fromJSON', 'contains', '${{', '}}');
    fc.assert(fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      for (const event of ALL) expect(holds(text, scopeOf(event))).toBe(holds(text, scopeOf(event)));
      fillTemplate(text, scopeOf('push'));
    }), { numRuns: 300 });
  });
});
