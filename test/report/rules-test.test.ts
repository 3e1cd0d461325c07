import { expect, test } from 'vitest';
import type { TriedExample } from '../../src/domain/rules-test.ts';
import { renderRulesTest } from '../../src/report/rules-test.ts';

const FINDING: TriedExample['finding'] = {
  practice: 'guarded', area: 'safety', title: 'Guarded', strength: 'present', verified: 'unknown', searched: [],
  evidence: [{ path: 'app.py', line: 3, excerpt: 'guard()', says: 'calls Guard' }], hints: ['a guard is there (guard.cfg:1)'],
};
const ESCAPE = String.fromCharCode(27);

test('a line for each example, and what was found instead of what was expected', () => {
  const tried = [
    { practice: 'guarded', says: 'it counts', wrong: [], finding: FINDING },
    { practice: 'guarded', says: 'it does not', wrong: ['expected absent, found present', 'expected evidence at app.py:4'], finding: FINDING },
  ];
  expect(renderRulesTest({ tried, weak: [{ practice: 'other', lacks: 'an example that counts' }] })).toBe([
    '✔ guarded: it counts',
    '✘ guarded: it does not',
    '    expected absent, found present',
    '    expected evidence at app.py:4',
    '    found app.py:3 calls Guard [guard()]',
    '    hint: a guard is there (guard.cfg:1)',
    '! other has no example that counts',
    '2 examples: 1 passed, 1 failed.',
    '',
  ].join('\n'));
});

test('nothing to run', () => {
  expect(renderRulesTest({ tried: [], weak: [] })).toBe('0 examples: 0 passed, 0 failed.\n');
});

test('what rules say cannot steer the terminal', () => {
  const text = renderRulesTest({ tried: [{ practice: 'guarded', says: `red${ESCAPE}[31m\nline`, wrong: [`found ${ESCAPE}[2J`], finding: { ...FINDING, evidence: [{ path: `a${ESCAPE}b`, excerpt: `x${ESCAPE}`, says: 'y\u202e' }] } }], weak: [] });
  expect([...text].filter((char) => char === ESCAPE || char === '\u202e')).toEqual([]);
  expect(text.split('\n')).toHaveLength(6);
});
