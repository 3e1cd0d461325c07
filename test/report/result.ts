import type { AuditResult } from '../../src/domain/result.ts';

/** A small result with one of everything that a report shows. */
export const result: AuditResult = {
  schemaVersion: 1,
  subject: { repository: 'acme/shop', commit: '0123456789abcdef0123456789abcdef01234567', path: '.' },
  kind: 'application',
  kindSays: 'Its own code calls a generative model (app/chat.py:4)',
  findings: [
    finding('prompt-files', 'prompts', 'Prompts live in files of their own', 'present', { evidence: [{ path: 'prompts/answer.md', line: 1, excerpt: 'answer.md', says: 'is a prompt in a file of its own (text)' }, { path: 'prompts/ask.md', line: 1, excerpt: 'ask.md', says: 'is a prompt in a file of its own (text)' }] }),
    finding('prompt-review', 'prompts', 'Prompts have owners who review them', 'absent', { searched: ['CODEOWNERS patterns that cover prompt files and little else'] }),
    finding('eval-in-ci', 'evaluation', 'CI runs the evaluation', 'automated', { evidence: [{ path: '.github/workflows/eval.yml', line: 12, excerpt: 'acme eval', says: 'runs acme eval on pull_request' }], hints: ['the step has continue-on-error (.github/workflows/eval.yml:12)'] }),
    finding('ci-tests', 'delivery', 'CI runs the tests', 'enforced', { evidence: [{ path: '.github/workflows/ci.yml', line: 8, excerpt: 'pytest', says: 'runs pytest on pull_request' }] }),
    finding('agent-limits', 'agents', 'Agent runs are bounded', 'not-applicable'),
  ],
  maturity: [
    {
      model: 'acme-model', title: 'Acme maturity model', level: 1, levelName: 'Initial', score: 34,
      shares: { observed: 2, attested: 0, unknown: 1, notApplicable: 0 },
      levels: [
        { level: 1, name: 'Initial', met: true, capabilities: [{ id: 'a.1', says: 'A model is called', required: true, state: 'met', shown: 'observed', by: [{ practice: 'prompt-files', strength: 'present' }], lacks: [], source: 'A book' }] },
        {
          level: 2, name: 'Defined', met: false,
          capabilities: [
            { id: 'a.2', says: 'Prompts are reviewed', required: true, state: 'unmet', shown: 'none', by: [], lacks: [{ practice: 'prompt-review', has: 'absent', needs: 'present' }], source: 'A book' },
            { id: 'a.3', says: 'Leaders look at results', required: false, state: 'unknown', shown: 'none', by: [], lacks: [], source: 'A book' },
          ],
        },
      ],
      next: [
        {
          practice: 'prompt-review', title: 'Prompts have owners who review them', from: 'absent', to: 'present', effort: 'small',
          why: 'The person who understands a prompt should see each change.', how: 'Add a line to CODEOWNERS.',
          snippet: { language: 'any', path: '.github/CODEOWNERS', text: '/prompts/ @acme/owners\n' }, proves: 'genaiops-audit explain prompt-review .',
        },
        {
          practice: 'eval-in-ci', title: 'CI runs the evaluation', from: 'automated', to: 'enforced', effort: 'medium', why: 'What nobody has to remember is done.', how: 'Run it on pull requests.',
          job: { system: 'gitlab', path: '.gitlab-ci.yml', text: 'evaluate:\n  script:\n    - acme eval\n' }, proves: 'genaiops-audit explain eval-in-ci .',
        },
        { practice: 'agents', title: 'A model works in a loop with tools', from: 'absent', to: 'present', effort: 'large', why: 'An agent acts.', how: 'Begin with few tools.', proves: 'genaiops-audit explain agents .' },
        { practice: 'rag', title: 'Retrieval feeds the model', from: 'absent', to: 'present', effort: 'large', why: 'Answers can be checked.', how: 'Index documents.', proves: 'genaiops-audit explain rag .' },
      ],
    },
    {
      model: 'acme-profile', title: 'Acme considerations', level: null, levelName: null, score: 50,
      shares: { observed: 1, attested: 0, unknown: 0, notApplicable: 0 }, levels: [],
      capabilities: [{ id: 'c.1', says: 'Prompts are managed', required: false, state: 'met', shown: 'observed', by: [{ practice: 'prompt-files', strength: 'present' }], lacks: [], source: 'A book' }],
      next: [],
    },
  ],
  verdict: { passed: false, reasons: ['Level 1 is below the required level 2.'] },
  notes: [{ code: 'unreadable-yaml', path: 'config/broken.yaml', line: 3, says: 'The file is no valid YAML and was not read.' }],
};

function finding(practice: string, area: AuditResult['findings'][number]['area'], title: string, strength: AuditResult['findings'][number]['strength'], more: Partial<AuditResult['findings'][number]> = {}): AuditResult['findings'][number] {
  return { practice, area, title, strength, verified: 'unknown', evidence: [], searched: [], hints: [], ...more };
}
