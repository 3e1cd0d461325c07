import type { AuditResult } from '../../src/domain/result.ts';
import { result } from './result.ts';

const WORD = { owner: '@acme/ai', reason: 'The board agreed | until then.', evidence: 'https://acme.test/risks/1', expires: '2026-12-01' };
const [first, ...rest] = result.maturity;
const leading = { ...first!, waived: { level: 2, levelName: 'Defined', score: 51 }, range: { level: 2, levelName: 'Defined', score: 60 }, comparable: { points: 10, of: 28, level: 2, says: 'Comparable position: this score would lie at 10 of 28 points.' } };
const second = { ...first!, model: 'other-model', title: 'Other model', level: 0, levelName: null, score: 12, range: { level: 1, levelName: 'Initial', score: 40 }, pillars: [{ id: 'a', name: 'Architecture', level: 1, levelName: 'Initial', empty: [2] }, { id: 'c', name: 'Culture', level: 0, levelName: null, empty: [] }], next: [] };

/** The same, on a pull request of a monorepo that weakens one thing, strengthens another, and changes its configuration. */
export const reviewed: AuditResult = {
  ...result,
  configuration: '.github/genaiops.yml',
  findings: result.findings.map((one) => (one.practice === 'prompt-review' ? { ...one, waiver: WORD, elsewhere: { repository: 'acme/prompts', ...WORD } } : one)),
  maturity: [leading, second, ...rest],
  component: 'Chat <b>',
  components: [
    { name: 'Chat <b>', path: 'services/chat', production: true, kind: 'application', kindSays: 'It calls a model.', findings: result.findings, maturity: [leading] },
    { name: 'Web', path: 'web', production: false, kind: 'none', kindSays: 'No generative AI was found.', findings: [], maturity: [{ ...leading, level: null, levelName: null, score: null }] },
  ],
  statements: [
    { form: 'attestation', about: 'a.3', ...WORD, date: '2026-06-01', path: '.github/genaiops.yml', line: 4, state: 'counts' },
    { form: 'waiver', about: 'prompt-review', ...WORD, date: '2026-06-01', path: '.github/genaiops.yml', line: 9, state: 'expired' },
  ],
  comparison: {
    base: { commit: 'fedcba9876543210fedcba9876543210fedcba98', says: 'Compared with fedcba9, the first parent of the merge.', kind: 'application', level: 2, levelName: 'Defined', score: 41 },
    models: [{ model: 'acme-model', title: 'Acme maturity model', from: { level: 2, levelName: 'Defined', score: 41 }, to: { level: 1, levelName: 'Initial', score: 34 } }],
    changes: [
      { component: 'Chat <b>', practice: 'eval-in-ci', title: 'CI runs the evaluation', from: 'enforced', to: 'automated', direction: 'fell', says: 'The step has continue-on-error (eval.yml:12).', gained: [], lost: [], cause: { path: '.github/workflows/eval.yml', line: 12, change: 'changed' } },
      { practice: 'prompt-files', title: 'Prompts live in files of their own', from: 'absent', to: 'present', direction: 'rose', says: 'Is a prompt in a file of its own, in prompts/answer.md.', gained: [{ path: 'prompts/answer.md', line: 1, excerpt: 'answer.md', says: 'is a prompt in a file of its own' }], lost: [], cause: { path: 'prompts/answer.md', line: 1, change: 'added' } },
      { practice: 'agent-limits', title: 'Agent runs are bounded', from: 'present', to: 'not-applicable', direction: 'other', says: 'It no longer applies.', gained: [], lost: [] },
    ],
    regressed: true,
    configuration: { changed: ['.github/genaiops.yml'], valid: true, says: ['The gate: the minimum level goes from 2 to 1.', 'Once merged, this code would stand at level 1.'] },
  },
  verdict: { model: 'acme-model', passed: false, reasons: ['This change weakens what was there: Chat <b>: CI runs the evaluation (enforced → automated).'] },
};
