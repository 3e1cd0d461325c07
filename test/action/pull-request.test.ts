import { afterAll, describe, expect, vi } from 'vitest';
import { APP, CHANGES, pullRequestOf, shared, WORKFLOW } from './application.ts';
import { BOT, MARKER, requiring, test } from './fixtures.ts';
import { cleanUp } from './run-action.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const documentation = shared(() => pullRequestOf(CHANGES.documentation));
const deleted = shared(() => pullRequestOf(CHANGES['evaluation deleted']));

describe.concurrent('what a pull request does decides', () => {
  test('documentation: it passes, and the first comment says that nothing changed', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await documentation());
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.log).not.toMatch(/^::(?:error|warning|notice)/m);
    const [comment, ...others] = github.comments(7);
    expect(others).toEqual([]);
    expect(comment?.author).toBe(BOT);
    expect(comment?.body).toMatch(new RegExp(`^${MARKER}\n### GenAIOps audit: Level 1 of 4, Initial · score \\d+(?:\\.\\d+)?\n`));
    for (const report of [comment?.body, end.summary]) {
      expect(report).toContain('**✅ The gate passes.** Nothing is weaker than before.\n\nNo practice is stronger or weaker than before this change.');
      expect(report).toMatch(/Compared with [0-9a-f]{7}, the first parent of the merge that is checked out\./);
      expect(report).toContain('https://github.test/acme/app/blob/');
    }
    expect(comment?.body).toContain('[Full report](https://github.test/acme/app/actions/runs/77)');
    expect(end.outputs).toEqual({
      level: '1', 'level-name': 'Initial', score: expect.stringMatching(/^\d+(\.\d+)?$/), kind: 'application', passed: 'true', regressed: 'false',
      'comment-url': 'https://github.test/acme/app/pull/7#issuecomment-1001',
    });
  });

  test.for([
    ['evaluation deleted', 'CI runs the evaluation', 'enforced → absent', `What showed it is gone: runs promptfoo eval -c promptfooconfig.yaml on pull_request, in ${WORKFLOW}, which changed.`, `,file=${WORKFLOW}`],
    ['evaluation muted', 'CI runs the evaluation', 'enforced → automated', 'The job has continue-on-error (ci.yml:11).', `,file=${WORKFLOW},line=16`],
    ['prompt in code', 'Prompts live in files of their own', 'present → absent', 'What showed it is gone: is a prompt in a file of its own (text), in prompts/answer.txt, which was removed.', ''],
  ] as const)('%s: it fails and says why', async ([name, practice, step, why, place], { openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf(CHANGES[name]));
    expect(end.code).toBe(1);
    expect(end.outputs).toMatchObject({ passed: 'false', regressed: 'true', 'comment-url': expect.stringContaining('#issuecomment-') });
    expect(end.log).toMatch(/^::error::This change weakens what was there: .+\.$/m);
    expect(end.log).toContain(`${practice} (${step})`);
    expect(end.log).toContain(`::warning title=Weaker than before${place}::${practice}: ${step}. ${why}\n`);
    for (const report of [github.comments(7)[0]?.body, end.summary]) {
      expect(report).toContain('**❌ The gate fails.** This change weakens what was there: ');
      expect(report).toContain(`- ▼ **${practice}** ${step}. ${why}`);
    }
  });

  test('an evaluation that no merge waits for anyway is not muted unseen', async ({ openGitHub }) => {
    const github = await openGitHub({ settings: requiring('test') });
    const end = await github.run(await pullRequestOf(CHANGES['evaluation muted']));
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', regressed: 'true' } });
    for (const report of [github.comments(7)[0]?.body, end.summary]) expect(report).toContain('- ▼ **CI runs the evaluation** enforced → automated. The job has continue-on-error (ci.yml:11).');
  });

  test('the way back: an evaluation that comes passes', async ({ openGitHub }) => {
    const github = await openGitHub();
    const end = await github.run(await pullRequestOf(APP, CHANGES['evaluation deleted']), { comment: 'changes' });
    expect(end).toMatchObject({ code: 0, outputs: { passed: 'true', regressed: 'false' } });
    for (const report of [github.comments(7)[0]?.body, end.summary]) expect(report).toMatch(/^- ▲ \*\*CI runs the evaluation\*\* absent → enforced\. Runs promptfoo eval .+\.github\/workflows\/ci\.yml#L15\)$/m);
  });
});

describe.concurrent('one comment', () => {
  test('is left alone while it says the same', async ({ openGitHub }) => {
    const github = await openGitHub();
    const [first, second] = [await github.run(await documentation()), await github.run(await documentation())];
    expect(github.writes()).toEqual(['POST /repos/acme/app/issues/7/comments 201']);
    expect(second).toMatchObject({ code: 0, outputs: first.outputs });
    expect(second.summary).toBe(first.summary);
  });

  test('is found behind a hundred others', async ({ openGitHub }) => {
    const github = await openGitHub();
    for (let number = 0; number < 130; number++) github.addComment(7, 'ada', `comment ${number}`);
    const { id } = github.addComment(7, BOT, `${MARKER}\nan old report`);
    const end = await github.run(await documentation());
    expect(end).toMatchObject({ code: 0, outputs: { 'comment-url': `https://github.test/acme/app/pull/7#issuecomment-${id}` } });
    expect(github.writes()).toEqual([`PATCH /repos/acme/app/issues/comments/${id} 200`]);
    expect(github.comments(7).at(-1)?.body).toContain('### GenAIOps audit:');
    expect(end.summary).toContain('## GenAIOps audit:');
  });

  test('is not what only looks like it', async ({ openGitHub }) => {
    const github = await openGitHub();
    const others = [
      github.addComment(7, 'mallory', `${MARKER}\nlook-alike`),
      github.addComment(7, BOT, `> ${MARKER}\nanother bot step quotes mallory`),
      github.addComment(7, BOT, '<!-- genaiops-audit: services/chat -->\nanother audit'),
    ].map(({ body }) => body);
    const end = await github.run(await documentation());
    expect(end).toMatchObject({ code: 0, outputs: { 'comment-url': expect.stringContaining('#issuecomment-1004') } });
    expect(github.comments(7).map(({ body }) => body)).toEqual([...others, expect.stringContaining('### GenAIOps audit:')]);
    expect(end.summary).toContain('## GenAIOps audit:');
  });

  test('is known by its author when the token is that of a person', async ({ openGitHub }) => {
    const github = await openGitHub();
    const { id } = github.addComment(7, 'ada', `${MARKER}\nan old report`);
    const end = await github.run(await documentation(), { 'github-token': 'ghp_person' });
    expect(end).toMatchObject({ code: 0, outputs: { 'comment-url': expect.stringContaining(`#issuecomment-${id}`) } });
    expect(github.writes()).toEqual([`PATCH /repos/acme/app/issues/comments/${id} 200`]);
    expect(end.summary).toContain('## GenAIOps audit:');
  });
});

describe.concurrent('several audits of one repository', () => {
  const inFolder = (folder: string, files: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

  test('of different folders have comments of their own', async ({ openGitHub }) => {
    const github = await openGitHub();
    const { 'requirements.txt': requirements, 'app.py': app } = APP;
    const search = inFolder('services/search', { 'requirements.txt': requirements, 'app.py': app });
    const started = await pullRequestOf({ ...inFolder('services/chat', { ...APP, 'app.py': app.replace('gpt-4o-2024-08-06', 'gpt-4o') }), ...search }, { ...inFolder('services/chat', APP), ...search });
    const chat = await github.run(started, { path: './services/chat/' });
    const other = await github.run(started, { path: 'services/search', comment: 'always' });
    expect(chat).toMatchObject({ code: 1, outputs: { kind: 'application', regressed: 'true', 'comment-url': expect.stringContaining('1001') } });
    expect(other).toMatchObject({ code: 0, outputs: { kind: 'application', regressed: 'false', 'comment-url': expect.stringContaining('1002') } });
    expect(github.writes()).toHaveLength(2);
    const [first, second] = github.comments(7).map(({ body }) => body);
    expect(first).toMatch(/^<!-- genaiops-audit: services%2Fchat -->\n/);
    expect(second).toMatch(/^<!-- genaiops-audit: services%2Fsearch -->\n/);
    expect(first).toContain('https://github.test/acme/app/blob/');
    expect(first).toContain('/services/chat/app.py#L8)');
    expect(second).not.toContain('services/chat/');
    expect(chat.summary).toContain('/services/chat/app.py#L8)');
    expect(chat.log).toMatch(/^::warning title=Weaker than before,file=services\/chat\/app\.py::/m);
  });

  test('by different configurations have comments of their own', async ({ openGitHub }) => {
    const github = await openGitHub();
    const files = { ...CHANGES.documentation, 'policies/strict.yml': 'gate: { min-level: 4 }\n', 'policies/lax.yml': 'gate: { min-level: 1 }\n' };
    const started = await pullRequestOf(files, { ...files, 'README.md': '# Chat\n' });
    const strict = await github.run(started, { config: 'policies/strict.yml' });
    const lax = await github.run(started, { config: 'policies/lax.yml' });
    expect([strict.code, lax.code]).toEqual([1, 0]);
    expect([strict.outputs.passed, lax.outputs.passed]).toEqual(['false', 'true']);
    expect(github.comments(7).map(({ body }) => body.split('\n').filter((line) => /^(?:<!--|\*\*. )/u.test(line)))).toEqual([
      ['<!-- genaiops-audit: . policies%2Fstrict.yml -->', expect.stringMatching(/^\*\*❌ The gate fails\.\*\* Level 1 is below the required level 4 of .+$/)],
      ['<!-- genaiops-audit: . policies%2Flax.yml -->', expect.stringMatching(/^\*\*✅ The gate passes\.\*\* Nothing is weaker than before\. Level 1 meets the required level 1 of .+$/)],
    ]);
    expect([strict.summary, lax.summary]).toEqual([expect.stringContaining('❌ The gate fails.'), expect.stringContaining('✅ The gate passes.')]);
  });
});

describe.concurrent('a comment is written', () => {
  test('with `changes` where something changed, and otherwise only kept up to date', async ({ openGitHub }) => {
    const github = await openGitHub();
    const silent = await github.run(await documentation(), { comment: 'changes' });
    expect(silent).toMatchObject({ code: 0, outputs: { passed: 'true', 'comment-url': '' } });
    expect(silent.summary).toContain('No practice is stronger or weaker');
    expect(github.writes()).toEqual([]);
    const loud = await github.run(await deleted(), { comment: 'changes' });
    expect(loud).toMatchObject({ code: 1, outputs: { 'comment-url': expect.stringContaining('1001') }, summary: expect.stringContaining('❌ The gate fails.') });
    const corrected = await github.run(await documentation(), { comment: 'changes' });
    expect(corrected).toMatchObject({ code: 0, outputs: { 'comment-url': expect.stringContaining('1001') } });
    expect(github.writes()).toEqual(['POST /repos/acme/app/issues/7/comments 201', 'PATCH /repos/acme/app/issues/comments/1001 200']);
    expect(github.comments(7)).toMatchObject([{ id: 1001, author: BOT, body: expect.stringContaining('No practice is stronger or weaker than before this change.') }]);
    expect(corrected.summary).toContain('No practice is stronger or weaker than before this change.');
  });

  test('with `failure` where the gate fails', async ({ openGitHub }) => {
    const github = await openGitHub();
    const silent = await github.run(await documentation(), { comment: 'failure' });
    expect(silent).toMatchObject({ code: 0, outputs: { passed: 'true', 'comment-url': '' } });
    expect(github.writes()).toEqual([]);
    expect(await github.run(await documentation(), { comment: 'failure', 'min-level': '4' })).toMatchObject({ code: 1, outputs: { 'comment-url': expect.stringContaining('1001') }, summary: expect.stringContaining('❌ The gate fails.') });
    expect(github.comments(7)[0]?.body).toContain('❌ The gate fails.');
  });

  test('with `never` by no means', async ({ openGitHub }) => {
    const github = await openGitHub();
    const { id } = github.addComment(7, BOT, `${MARKER}\nan old report`);
    const end = await github.run(await deleted(), { comment: 'never' });
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', 'comment-url': '' }, summary: expect.stringContaining('❌ The gate fails.') });
    expect(github.requests.filter((request) => request.includes('/issues/'))).toEqual([]);
    expect(github.comments(7)).toEqual([{ id, author: BOT, body: `${MARKER}\nan old report` }]);
  });
});
