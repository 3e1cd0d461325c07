/** The application that pull requests of these tests change. It has one thing that can be lost: its evaluation stops a merge. */
import { pullRequest } from './github-events.ts';
import type { Started } from './fixtures.ts';
import type { Files } from './repositories.ts';
import { checkOut, history } from './repositories.ts';

export const WORKFLOW = '.github/workflows/ci.yml';

const EVALUATE = `  evaluate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npx promptfoo eval -c promptfooconfig.yaml
`;

export const APP = {
  '.gitignore': 'out/\n',
  'README.md': '# Chat\n',
  'requirements.txt': 'openai==1.50.0\n',
  'prompts/answer.txt': 'Answer the question of a customer in one friendly sentence.\n\nQuestion: {question}\n',
  'app.py': `from openai import OpenAI

client = OpenAI()
PROMPT = open("prompts/answer.txt").read()


def answer(question):
    return client.chat.completions.create(model="gpt-4o-2024-08-06", messages=[{"role": "user", "content": PROMPT.format(question=question)}])
`,
  'promptfooconfig.yaml': `prompts: [file://prompts/answer.txt]
providers: [openai:gpt-4o-2024-08-06]
tests:
  - vars: { question: When do you open? }
    assert:
      - { type: contains, value: nine }
`,
  'tests/test_app.py': 'def test_sum():\n    assert 1 + 1 == 2\n',
  [WORKFLOW]: `name: CI
on: pull_request
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: pytest tests
${EVALUATE}`,
} as const satisfies Files;

/** What a pull request does to the application, as the tree that it leads to. */
export const CHANGES = {
  documentation: { ...APP, 'README.md': '# Chat\n\nAsk it anything.\n' },
  'evaluation deleted': { ...APP, [WORKFLOW]: APP[WORKFLOW].replace(EVALUATE, '') },
  'evaluation muted': { ...APP, [WORKFLOW]: APP[WORKFLOW].replace('  evaluate:\n', '  evaluate:\n    continue-on-error: true\n') },
  'prompt in code': {
    ...without(APP, 'prompts/answer.txt'),
    'app.py': APP['app.py'].replace('open("prompts/answer.txt").read()', '"Answer the question of a customer in one friendly sentence.\\n\\nQuestion: {question}"'),
    'promptfooconfig.yaml': APP['promptfooconfig.yaml'].replace('file://prompts/answer.txt', '"Answer the question: {{question}}"'),
  },
} as const satisfies Record<string, Files>;

/** A pull request from one tree to another, merged into its base for the run, as GitHub does it. */
export async function pullRequestOf(head: Files, base: Files = APP): Promise<Started> {
  const made = await history({ main: { files: base }, topic: { files: head, parents: ['main'] }, merge: { files: head, parents: ['main', 'topic'] } });
  return { workspace: checkOut(made, 'merge'), event: pullRequest({ base: made.ids.main, head: made.ids.topic, merge: made.ids.merge }) };
}

export function without(files: Files, ...paths: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
}

/** The same promise for every test of a file that asks for it. */
export function shared<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
