/** What a pull request cannot do to its own audit: the base decides, and what the change will bring once it is merged is told. */
import { afterAll, describe, expect, vi } from 'vitest';
import { APP, CHANGES, pullRequestOf, without } from './application.ts';
import type { GitHub } from './fixtures.ts';
import { test } from './fixtures.ts';
import { pullRequest } from './github-events.ts';
import type { Files } from './repositories.ts';
import { checkOut, history } from './repositories.ts';
import type { ActionEnd } from './run-action.ts';
import { cleanUp } from './run-action.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const FILE = '.github/genaiops.yml';
const withFile = (files: Files, yaml: string): Files => ({ ...files, [FILE]: yaml });
const DELETED = CHANGES['evaluation deleted'];
const UNPINNED = { ...APP, 'app.py': APP['app.py'].replace('gpt-4o-2024-08-06', 'gpt-4o') };

/** Days from today, as 2026-05-31. */
const day = (from: number): string => new Date(Date.now() + from * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const waiverOf = (practice: string): string => `  - { practice: ${practice}, owner: "@mallory", reason: It stood in the way of us., evidence: "https://acme.example/1", date: ${day(-1)}, expires: ${day(90)} }\n`;

const HOUSE = '.genaiops/practices/safety/acme-guarded.yaml';
/** A rule of the house: answers pass a function of that name. */
const house = (called: string): string => `id: acme-guarded
area: safety
title: Answers pass the house guard
says: What a model answers is checked before anybody sees it.
why: Policy 12 asks for it.
max: present
applies: { kinds: [application, library] }
present: { text: { files: '*.py', matches: '${called}' } }
searched: [calls of the guard]
how: { says: Pass every answer to the guard., effort: small }
examples:
  - says: A guarded answer.
    files:
      app.py: |
        from openai import OpenAI
        OpenAI().chat.completions.create(model="gpt-4o", messages=[])
        ${called}()
    strength: present
  - says: An unguarded answer.
    files:
      app.py: |
        from openai import OpenAI
        OpenAI().chat.completions.create(model="gpt-4o", messages=[])
        print("unseen")
    strength: absent
`;
const guarded = (files: Files): Files => ({ ...files, 'app.py': `${files['app.py']}\n\nacme_guard(answer("Hello"))\n` });
const EXTENDS = 'extends: [.genaiops]\ngate: { practices: { acme-guarded: present } }\n';

interface Attempt {
  readonly base: Files;
  readonly head: Files;
  /** Why it fails all the same. */
  readonly fails: string;
  /** What is told of its effect. */
  readonly told: readonly string[];
  readonly after?: string;
}

const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  'fail-on: never': {
    base: withFile(APP, 'gate: { fail-on: regression }\n'), head: withFile(DELETED, 'gate: { fail-on: never }\n'),
    fails: 'CI runs the evaluation (enforced → absent)', told: ['The gate: what a pull request fails on goes from regression to never.'],
  },
  'a lower level, score and practice': {
    base: withFile(APP, 'gate: { min-level: 2, min-score: 90, practices: { eval-in-ci: enforced, llm-tests: present } }\n'), head: withFile(CHANGES.documentation, 'gate: { min-level: 1, min-score: 1, practices: { eval-in-ci: present } }\n'),
    fails: 'Level 1 is below the required level 2 of ', told: ['The gate: the minimum level goes from 2 to 1.', 'The gate: the minimum score goes from 90 to 1.', 'The gate: the minimums of practices goes from {"eval-in-ci":"enforced","llm-tests":"present"} to {"eval-in-ci":"present"}.'],
  },
  'no configuration any more': {
    base: withFile(APP, 'gate: { min-level: 2 }\n'), head: APP,
    fails: 'Level 1 is below the required level 2 of ', told: ['The gate: the minimum level goes from 2 to none.'],
  },
  'a waiver': {
    base: withFile(APP, 'gate: { practices: { eval-in-ci: automated } }\n'), head: withFile(DELETED, `gate: { practices: { eval-in-ci: automated } }\nwaivers:\n${waiverOf('eval-in-ci')}${waiverOf('prompt-tests')}`),
    fails: 'CI runs the evaluation: absent, and required is automated.', told: ['New: the waiver of eval-in-ci.', 'New: the waiver of prompt-tests.'],
  },
  'a disabled practice': {
    base: withFile(APP, 'gate: { practices: { model-pinning: present } }\n'), head: withFile(UNPINNED, 'gate: { practices: { model-pinning: present } }\ndisabled: { model-pinning: We like surprises very much. }\n'),
    fails: 'The model is pinned to a version (present → absent)', told: ['New: the practice model-pinning, disabled.'],
  },
  'roles that hide things': {
    base: withFile(APP, 'gate: { practices: { model-pinning: present } }\n'), head: withFile(UNPINNED, 'gate: { practices: { model-pinning: present } }\nroles: { /app.py: ignored }\n'),
    fails: 'The model is pinned to a version (present → absent)', told: [], after: 'Once merged, this code would stand at no level (level 1, score ',
  },
  'house rules': {
    base: { ...withFile(guarded(APP), EXTENDS), [HOUSE]: house('acme_guard') }, head: { ...withFile(APP, EXTENDS), [HOUSE]: house('answer') },
    fails: 'Answers pass the house guard (present → absent)', told: [],
  },
};

describe.concurrent('a pull request does not pass by', () => {
  test.for(Object.entries(ATTEMPTS))('%s of its own', async ([, { base, head, fails, told, after }], { openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf(head, base));
    expect(end).toMatchObject({ code: 1, stderr: '', outputs: { passed: 'false' } });
    expect(end.log.match(/^::error::.+$/gm)?.join('\n')).toContain(fails);
    for (const report of reports(github, end)) {
      expect(report).toMatch(/^\*\*❌ The gate fails\.\*\* /m);
      expect(report).toMatch(/^\*\*The configuration changes\.\*\* This audit went by the configuration of the base\. `/m);
      const items = plain(report);
      for (const one of told) expect(items).toContain(`\n- ${one}\n`);
      expect(items).toMatch(/\n- Once merged, this code would stand at .+ now\), and its own minimums would be met\.\n/);
      if (after !== undefined) expect(items).toContain(after);
    }
  });

  test('inputs, that it changes in its workflow', async ({ openGitHub }) => {
    const base = withFile(APP, 'gate: { fail-on: regression, min-level: 2, min-score: 90, require-genai: true }\n');
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf(withFile(DELETED, base[FILE]!), base), { 'fail-on': 'never', 'min-level': '0', 'min-score': '0', 'require-genai': 'false' });
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', regressed: 'true' } });
    expect(end.log.match(/^::error::.+$/gm)).toEqual([
      expect.stringContaining('This change weakens what was there: '), expect.stringContaining('is below the required level 2'), expect.stringContaining('is below the required 90'),
    ]);
    for (const report of reports(github, end)) expect(report).not.toContain('The configuration changes.');
  });
});

test('nor by marks that nothing here is its own', async ({ openGitHub }) => {
  const github = await openGitHub();
  const end = await github.run(await pullRequestOf({ ...DELETED, '.gitattributes': '* linguist-generated\n' }));
  expect(end).toMatchObject({ code: 1, outputs: { kind: 'none', passed: 'false', regressed: 'true' } });
  for (const report of reports(github, end)) expect(report).toContain('▼ **A generative model is called** present → absent.');
});

describe.concurrent('a configuration that is wrong', () => {
  test('in the head is told, and the gate decides without it', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf(withFile(CHANGES.documentation, 'gate:\n  min-levle: 1\n  fail-on: always\n')));
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'false' } });
    expect(end.log).not.toMatch(/^::error/m);
    for (const report of reports(github, end)) {
      expect(report).toMatch(/^\*\*✅ The gate passes\.\*\* Nothing is weaker than before\.$/m);
      expect(report).toContain('**The changed configuration is wrong.** This audit went by the configuration of the base. `.github/genaiops.yml`:');
      expect(plain(report)).toContain('\n- .github/genaiops.yml:2: unknown key `min-levle`; did you mean `min-level`?\n- .github/genaiops.yml:3: `gate.fail-on` cannot be `always`; expected one of: regression, never\n- Once it is merged, every audit ends with this; nothing of it counts now.\n');
    }
  });

  test('by more mistakes than anybody reads leaves room for the rest of the report', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf(withFile(DELETED, Array.from({ length: 700 }, (_, index) => `key-number-${index}: wrong\n`).join(''))));
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', regressed: 'true' } });
    for (const report of reports(github, end)) {
      expect(report).toContain('▼ **CI runs the evaluation** enforced → absent.');
      expect(report).toContain('\n- And 680 more.\n');
      expect(report).toContain('Next steps');
      expect(report).not.toContain('The report is longer');
    }
  });

  test('in the base decides nothing, so that the pull request passes that mends it', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf(withFile(CHANGES.documentation, 'gate: { min-level: 2 }\n'), withFile(APP, 'gatte: { min-level: 2 }\n')));
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'false' } });
    for (const report of reports(github, end)) {
      expect(plain(report)).toContain('The configuration of the base is wrong and decides nothing: .github/genaiops.yml:1: unknown key `gatte`; did you mean `gate`?');
      expect(plain(report)).toMatch(/\n- The gate: the minimum level goes from none to 2\.\n- Once merged, this code would stand at level 1, .+ now\), and its own minimums would be not met: Level 1 is below the required level 2 /);
    }
  });
});

describe.concurrent('under pull_request_target', () => {
  const made = history({ main: { files: APP }, topic: { files: without(DELETED, 'README.md'), parents: ['main'] } });
  const atHead = made.then((one) => checkOut(one, 'topic'));
  const eventOf = async () => pullRequest({ base: (await made).ids.main, head: (await made).ids.topic }, 'pull_request_target');

  test('a checkout of the head is refused before anything is read or written', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run({ workspace: await atHead, event: await eventOf() });
    expect(end).toMatchObject({ code: 2, stderr: '', summary: '', outputs: {} });
    const { topic } = (await made).ids;
    expect(end.log).toBe(`::error::The workflow runs on pull_request_target and has checked out ${topic.slice(0, 7)}, which is not the base: with the rights of this event, whatever a later step runs of it can take over the repository. Run the audit on pull_request instead; or, knowing that no step runs anything of the checkout, set allow-head-checkout to true.\n`);
    expect(github.requests).toEqual([]);
  });

  test('it is accepted where that is asked for', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run({ workspace: await atHead, event: await eventOf() }, { 'allow-head-checkout': 'true' });
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', regressed: 'true', 'comment-url': expect.stringContaining('#issuecomment-1001') } });
    for (const report of reports(github, end)) expect(report).toContain('▼ **CI runs the evaluation** enforced → absent.');
  });

  test('a checkout of the base is audited', async ({ openGitHub }) => {
    const { ids, workspace } = await history({ main: { files: APP } }).then((one) => ({ ids: one.ids, workspace: checkOut(one, 'main') }));
    const github = await openGitHub();
    const end = await github.run({ workspace, event: pullRequest({ base: ids.main, head: 'e'.repeat(40) }, 'pull_request_target') });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'false', 'comment-url': expect.stringContaining('#issuecomment-1001') } });
    for (const report of reports(github, end)) expect(report).toContain('## GenAIOps audit: Level 1 of 4');
  });
});

function reports(github: GitHub, { summary }: ActionEnd): [string, string] {
  const [comment] = github.comments(7);
  return [comment?.body ?? '', summary];
}

/** Without the escapes of Markdown, and without what keeps words from becoming links. */
function plain(markdown: string): string {
  return markdown.replace(/\\([^\w\s])/g, '$1').replaceAll('\u200b', '');
}
