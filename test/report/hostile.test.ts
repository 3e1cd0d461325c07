import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/domain/result.ts';
import { render } from '../../src/report/index.ts';
import { result } from './result.ts';

/** Whatever a repository may put into a name, an excerpt or a sentence about it. */
const attacks = [
  '</details><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[click](javascript:alert(1))', '![x](https://evil.test/x.png)', '@octocat please look', 'fixes #1', 'fixes GH-12',
  '| a | b |', '`code` ``more``', '\u001b[2J\u001b[31mred', '\r\n::set-output name=level::4', '\n# heading', '\u202edesrever', '--> <!-- genaiops-audit:default -->', 'https://evil.test', 'www.evil.test', '&lt;b&gt;',
];

function poisoned(attack: string): AuditResult {
  const [first, ...rest] = result.findings;
  return {
    ...result,
    kindSays: `Its own code calls a model (${attack})`,
    findings: [{ ...first!, practice: 'absent-one', strength: 'absent', hints: [`near ${attack}`] }, { ...first!, evidence: [{ path: `a${attack}.md`, line: 3, excerpt: attack, says: `calls ${attack}` }], hints: [`near ${attack}`] }, ...rest],
    notes: [{ code: 'x', path: attack, says: `The file ${attack} is odd.` }],
    verdict: { passed: false, reasons: [`Because ${attack}.`] },
  };
}

describe.each(attacks)('%j', (attack) => {
  test.each(['comment', 'markdown'] as const)('cannot break out of the %s', (name) => {
    const report = render(name, poisoned(attack), { serverUrl: 'https://github.com' });
    const outside = report.replace(/\]\(https:\/\/github\.com\/[^)\s]*\)/g, '](https://github.com/…)').replace(/(`+)(?:(?!\1)[^\n])*?\1(?!`)/g, '`code`').replace(/```[\s\S]*?```/g, '');
    // Backslash-escaped characters are text; only unescaped ones could open anything.
    const bare = outside.replace(/\\[\\<[\]!`*_|#@&]/g, '');
    expect(bare).not.toMatch(/<(?!\/?(details|summary)>)[a-z!/]/i);
    expect(bare).not.toMatch(/@octocat|(^|\s)#1\b|GH-12/);
    expect(bare).not.toMatch(/\]\((?!https:\/\/github\.com\/)/);
    expect(bare).not.toMatch(/https:\/\/evil|www\.evil/);
    // eslint-disable-next-line no-control-regex
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    expect((report.match(/<details>/g) ?? []).length).toBe((report.match(/^ *<\/details>$/gm) ?? []).length);
  });

  test('cannot steer the terminal or the log', () => {
    const report = render('text', poisoned(attack));
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(report).not.toMatch(/^::/m);
  });
});
