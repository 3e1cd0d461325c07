/** Runs that no pull request starts: on a schedule, by hand, and after the run of a fork. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, vi } from 'vitest';
import { CHANGES, pullRequestOf, shared } from './application.ts';
import type { GitHub } from './fixtures.ts';
import { BOT, test } from './fixtures.ts';
import { dispatch, schedule, workflowRun } from './github-events.ts';
import type { ActionEnd } from './run-action.ts';
import { cleanUp, runAction, tempFolder } from './run-action.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 30_000 });

const deleted = shared(() => pullRequestOf(CHANGES['evaluation deleted']));

describe.concurrent('a run', () => {
  test.for([['on a schedule', schedule, {}, 0], ['by hand', dispatch, { 'min-level': '4' }, 1]] as const)('%s audits what is there, and compares it with nothing', async ([, eventOf, inputs, code], { openGitHub }) => {
    const { workspace, event } = await deleted();
    const github = await openGitHub();
    const end = await github.run({ workspace, event: eventOf(event.sha ?? '') }, inputs);
    expect(end).toMatchObject({ code, stderr: '', outputs: { level: '1', kind: 'application', passed: String(code === 0), regressed: '', 'comment-url': '' } });
    expect(end.summary).toContain('## GenAIOps audit: Level 1 of 4');
    expect(end.summary).not.toMatch(/Compared with|nothing to compare/);
    // Settings are those of the default branch, and there is no pull request to comment on.
    expect(github.requests).toContain('GET /repos/acme/app/rules/branches/main 200');
    expect(github.requests.filter((request) => request.includes('/issues/'))).toEqual([]);
  });
});

const FORK = { owner: 'ada', branch: 'patch-1', sha: 'a'.repeat(40) };
/** A fork's pull request, and others that are not it: the same branch of somebody else, another branch of hers. */
const HEADS = { 3: { ...FORK, owner: 'grace' }, 5: { ...FORK, branch: 'patch-2' }, 7: FORK };

/** The first workflow: it may not comment, and leaves its result. */
const result = shared(async () => {
  const { workspace, event } = await deleted();
  const end = await runAction({ workspace, event, inputs: { comment: 'never', 'json-file': 'out/result.json' } });
  expect(end).toMatchObject({ code: 1, outputs: { regressed: 'true' } });
  return end.written('out/result.json');
});

interface Document {
  subject: Record<string, unknown>;
  kindSays: string;
  findings: Record<string, any>[];
  maturity: Record<string, any>[];
  comparison: { base: Record<string, unknown>; changes: Record<string, any>[]; configuration?: unknown };
  verdict: { passed: boolean; reasons: string[]; model?: string };
  notes: Record<string, unknown>[];
}

/** Where a link leads. */
const LINK = /\]\((?:<[^>\n]*>|(?:\\.|[^)\s\\])*)\)/g;

/** The second workflow: nothing is checked out, and the artifact of the first lies in the workspace. */
async function publish(github: GitHub, document: string | Uint8Array, head = FORK): Promise<ActionEnd> {
  const workspace = await tempFolder();
  await writeFile(join(workspace, 'genaiops-result.json'), document);
  return github.run({ workspace, event: workflowRun(head) }, { 'from-result': 'genaiops-result.json' });
}

describe.concurrent('the result of a fork', () => {
  test('is published on the pull request that it is of', async ({ openGitHub }) => {
    const github = await openGitHub({ pulls: [3, 5, 7], heads: HEADS });
    const end = await publish(github, await result());
    expect(end).toMatchObject({ code: 1, outputs: { level: '1', passed: 'false', regressed: 'true', 'comment-url': 'https://github.test/acme/app/pull/7#issuecomment-1001' } });
    expect([3, 5].flatMap((pull) => github.comments(pull))).toEqual([]);
    expect(github.comments(7)).toMatchObject([{ author: BOT, body: expect.stringMatching(/^<!-- genaiops-audit: \. -->\n### GenAIOps audit: Level 1/) }]);
    for (const report of [github.comments(7)[0]?.body, end.summary]) expect(report).toContain('▼ **CI runs the evaluation** enforced → absent.');
    // Nothing is audited: nobody asks for settings.
    expect(github.requests).toEqual(['GET /repos/acme/app/pulls 200', 'GET /repos/acme/app/issues/7/comments 200', 'POST /repos/acme/app/issues/7/comments 201']);
  });

  test('is published nowhere once its branch has moved on', async ({ openGitHub }) => {
    const github = await openGitHub({ pulls: [3, 5, 7], heads: HEADS });
    const end = await publish(github, await result(), { ...FORK, sha: 'd'.repeat(40) });
    expect(end).toMatchObject({ code: 1, outputs: { passed: 'false', 'comment-url': '' }, summary: expect.stringContaining('❌ The gate fails.') });
    expect(github.writes()).toEqual([]);
  });

  test('cannot put anything of its own into comment, summary, log or outputs', async ({ openGitHub }) => {
    const evil = 'x\n\n# Approved @acme/admins fixes #12 <img src=https://evil.test/i.png> ![i](https://evil.test/i.png) [ok](https://evil.test) https://evil.test www.evil.test\n::set-output name=passed::true\n<!-- genaiops-audit: . --> | </details> `';
    const document = JSON.parse(await result()) as Document;
    document.kindSays = evil;
    document.subject = { ...document.subject, repository: 'mallory/app](https://evil.test)', prefix: '../../../../mallory', path: `\ud800${evil}` };
    document.notes = [{ code: evil, path: evil, line: 3, says: evil }];
    document.verdict.reasons = [evil];
    document.comparison.base = { ...document.comparison.base, says: evil };
    document.comparison.configuration = { changed: [evil], valid: true, says: [evil] };
    for (const change of document.comparison.changes) Object.assign(change, { title: evil, says: evil, component: evil, cause: { path: evil, line: 2, change: 'changed' } });
    for (const finding of document.findings) Object.assign(finding, { title: evil, hints: [evil], searched: [evil], evidence: finding.evidence.map(() => ({ path: `../../../../mallory/\ud800${evil}`, line: 1, excerpt: evil, says: evil })) });
    for (const model of document.maturity) {
      Object.assign(model, { title: evil, ...(model.levelName !== null && { levelName: evil }) });
      for (const step of model.next) Object.assign(step, { title: evil, why: evil, how: evil, proves: evil, snippet: { language: evil, path: evil, text: `\`\`\`\`\n${evil}` } });
    }
    const github = await openGitHub({ heads: HEADS });
    const end = await publish(github, JSON.stringify(document));
    expect(end).toMatchObject({ code: 1, stderr: '', outputs: { passed: 'false', regressed: 'true', 'comment-url': expect.stringContaining('/pull/7#') } });
    expect(Object.keys(end.outputs).sort()).toEqual(['comment-url', 'kind', 'level', 'level-name', 'passed', 'regressed', 'score']);
    const [comment = ''] = github.comments(7).map(({ body }) => body);
    expect(comment).toMatch(/^<!-- genaiops-audit: (?:(?!--)[\w%.!~*'()-])+ -->\n### GenAIOps audit: Level 1 of 4, x # Approved/);
    for (const report of [comment.slice(comment.indexOf('\n')), end.summary]) {
      expect(report).toContain('## GenAIOps audit:');
      // Code shows what it holds as it is, and in the title of a folded part nothing but HTML means anything.
      const prose = report.replace(/^ *(`{3,}).*\n[\s\S]*?\n *\1$/gm, '').replace(/(?<![\\`])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
      const titles = prose.match(/<summary>.*<\/summary>/g) ?? [];
      for (const title of titles) expect(title.slice('<summary>'.length, -'</summary>'.length)).not.toMatch(/<|@acme|#12/);
      const body = prose.replace(/<summary>.*<\/summary>/g, '');
      const links = body.match(LINK) ?? [];
      expect(links.length).toBeGreaterThan(2);
      expect(links.filter((link) => !/^\]\(<?https:\/\/github\.test\/acme\/app\/(?!.*\/\.\.\/)/.test(link))).toEqual([]);
      const text = body.replace(LINK, ']');
      expect(text).not.toMatch(/@acme|#12|^# |(?<!\\)!?\[(?:i|ok)\]\(|https?:\/\/evil|www\.evil/m);
      expect(text.match(/(?<!\\)<(?!\/?details>$)\S+/gm) ?? []).toEqual([]);
      expect(text.match(/^ *<\/details>$/gm)).toHaveLength(text.match(/^ *<details>$/gm)?.length ?? 0);
    }
    const word = /^::stop-commands::(.+)$/m.exec(end.log)?.[1] ?? '';
    const [before = '', , after = ''] = end.log.split(new RegExp(`^::(?:stop-commands::)?${word}(?:::)?$`, 'm'));
    expect(`${before}${after}`).not.toMatch(/^::set-output/m);
  });

  test.for([
    ['no JSON', '# not JSON', /\(Unexpected token .+\)/],
    ['another document', '{"schemaVersion":2}', /\(at schemaVersion: .+\)/],
    ['a document with more in it', '', /\(at its top: Unrecognized key: "extra"\)/],
    ['70 MB', Buffer.alloc(70 * 1024 * 1024, ' '), /\(it is too large\)/],
  ] as const)('that is %s is refused with a sentence', async ([name, document, why], { openGitHub }) => {
    const github = await openGitHub({ heads: HEADS });
    const end = await publish(github, name === 'a document with more in it' ? JSON.stringify({ ...JSON.parse(await result()), extra: 1 }) : document);
    expect(end).toMatchObject({ code: 2, stderr: '', summary: '', outputs: {} });
    expect(end.log).toMatch(/^::error::The file ".*genaiops-result\.json" holds no result of this version of the audit \(.+\); expected what the input json-file writes\.$/m);
    expect(end.log).toMatch(why);
    expect(github.requests).toEqual([]);
  });
});
