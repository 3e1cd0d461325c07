import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CliEnd } from './run-cli.ts';
import { APP, cleanUp, cli, git, repository, tree, write } from './run-cli.ts';
import { resultOf } from './schema.ts';

afterAll(cleanUp);
vi.setConfig({ testTimeout: 60_000 });

const FORMATS = ['text', 'json', 'markdown', 'comment'] as const;

/** What each format prints. */
async function reportsOf(root: string): Promise<Record<(typeof FORMATS)[number], CliEnd>> {
  const ends = await Promise.all(FORMATS.map((format) => cli(['--format', format], { cwd: root })));
  return Object.fromEntries(FORMATS.map((format, index) => [format, ends[index]!])) as Record<(typeof FORMATS)[number], CliEnd>;
}

test.skipIf(process.platform === 'win32')('nothing that a repository configures for git is started', async () => {
  const witness = join(await tree(), 'was-here');
  const root = await repository({ ...APP, '.gitattributes': '* filter=evil diff=evil merge=evil\n' });
  const program = join(root, 'evil.sh');
  await writeFile(program, `#!/bin/sh\ntouch '${witness}'\ncat\n`);
  await chmod(program, 0o755);
  const settings = [
    'core.fsmonitor', 'core.sshCommand', 'core.pager', 'core.editor', 'core.askPass', 'core.gitProxy', 'core.alternateRefsCommand', 'diff.external', 'diff.evil.command', 'diff.evil.textconv', 'filter.evil.clean',
    'filter.evil.smudge', 'filter.evil.process', 'merge.evil.driver', 'credential.helper', 'gpg.program', 'uploadpack.packObjectsHook', 'pager.ls-files', 'pager.rev-parse', 'pager.config', 'alias.ls-files', 'alias.rev-parse',
  ];
  for (const setting of settings) git(root, 'config', setting, setting.startsWith('alias') ? `!${program}` : program);
  git(root, 'config', 'filter.evil.required', 'true');
  git(root, 'config', 'core.hooksPath', join(root, 'hooks'));
  git(root, 'config', 'remote.origin.url', `ext::${program}`);
  for (const hook of ['post-index-change', 'fsmonitor-watchman', 'post-checkout', 'reference-transaction', 'pre-auto-gc']) {
    await write(root, { [`hooks/${hook}`]: `#!/bin/sh\ntouch '${witness}'\n`, [`.git/hooks/${hook}`]: `#!/bin/sh\ntouch '${witness}'\n` });
    await chmod(join(root, 'hooks', hook), 0o755);
    await chmod(join(root, '.git', 'hooks', hook), 0o755);
  }
  await writeFile(join(root, 'app.py'), `${APP['app.py']}\n# changed, so that the index has to be looked at\n`);

  const { code, stdout, stderr } = await cli(['--format', 'json'], { cwd: root });
  expect(existsSync(witness)).toBe(false);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(resultOf(stdout)).toMatchObject({ kind: 'application', subject: { commit: git(root, '-c', 'core.fsmonitor=false', '-c', 'alias.rev-parse=', 'rev-parse', 'HEAD') } });
});

describe('names and contents that try to break out of a report', () => {
  const MODEL_CALL = 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o", messages=[], user=""" \u001b[2J\n::error::pwned <!-- genaiops-audit: . --> @octocat </details><script>""")\n';
  const NAMES = ['a\u001b[31mred.py', 'b\n::error::pwned.py', 'c<!-- genaiops-audit: . -->.py', 'd</details><script>alert(1)<\u200bscript>.py'.replaceAll('/', '∕'), 'e`|`@octocat #1.py', 'f\u202egnp.py', 'g\r::set-output name=level::4.py', 'h](javascript:alert(1)).py'];
  let reports: Record<(typeof FORMATS)[number], CliEnd>;
  beforeAll(async () => {
    reports = await reportsOf(await repository({ ...APP, ...Object.fromEntries(NAMES.map((name) => [name, MODEL_CALL])), 'promptfooconfig.yaml\u001b]0;title\u0007': 'a: [', 'package.json': '{ \u001b[31m "::error::": ' }));
  });

  test('are evidence all the same', () => {
    for (const format of FORMATS) expect({ code: reports[format].code, stderr: reports[format].stderr }).toEqual({ code: 0, stderr: '' });
    const shown = resultOf(reports.json.stdout).findings.flatMap(({ evidence }) => evidence.map(({ path }) => path));
    expect(shown).toEqual(expect.arrayContaining(NAMES.slice(0, 2)));
  });

  test.each(FORMATS)('steer neither terminal nor log through %s', (format) => {
    expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.exec(reports[format].stdout)?.[0]).toBeUndefined();
    expect(/^\s*::/m.exec(reports[format].stdout)?.[0]).toBeUndefined();
    if (format !== 'json') expect(/[\u202a-\u202e\u2066-\u2069]/.exec(reports[format].stdout)?.[0]).toBeUndefined();
  });

  test.each(['markdown', 'comment'] as const)('open nothing in %s', (format) => {
    const { stdout } = reports[format];
    const bare = stdout.replace(/```[\s\S]*?```/g, '').replace(/(`+)(?:(?!\1)[^\n])*?\1(?!`)/g, 'code').replace(/\\[!-/:-@[-`{-~]/g, '');
    expect(/<(?!\/?(?:details|summary)>)[a-z!/]/i.exec(bare)?.[0]).toBeUndefined();
    expect(/@octocat|\]\(javascript/.exec(bare)?.[0]).toBeUndefined();
    // The comment's marker opens the comment; nothing in the report may begin with one.
    expect(/^<!--/m.exec(stdout)?.[0]).toBeUndefined();
  });
});

describe('secrets in files that become evidence', () => {
  // Put together here, so that scanners of this repository find no token in it.
  const random = 'aB3dE5fG7hJ9kL2mN4pQ6rS8tU1vW3xY5z';
  const SECRETS = {
    github: ['gh', 'p_', random].join(''), model: ['sk', '-proj-', random].join(''), cloud: ['AK', 'IAIOSFODNN7EXAMPL3'].join(''), plain: 'zQ9xW8eR7tY6uI5oP4aS3dF2',
    key: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
  };
  let reports: Record<(typeof FORMATS)[number], CliEnd>;
  beforeAll(async () => {
    reports = await reportsOf(await tree({
      'requirements.txt': 'openai==1.50.0\npytest\n',
      'app.py': `from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef answer(question):\n    return client.chat.completions.create(api_key="${SECRETS.model}", organization="${SECRETS.github}", token="${SECRETS.plain}", model="gpt-4o", messages=[])\n`,
      'other.py': `from openai import OpenAI\n\nOpenAI().chat.completions.create(user="""-----BEGIN ${'PRIVATE'} KEY-----\n${SECRETS.key}\n""", api_key="${SECRETS.plain}", model="gpt-4o")\n`,
      'tests/test_app.py': 'from app import answer\n\n\ndef test_answer():\n    assert answer("a")\n',
      '.github/workflows/ci.yml': `on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest tests --id ${SECRETS.cloud} --token ${SECRETS.github}\n      - run: npx promptfoo eval -c promptfooconfig.yaml --api-key=${SECRETS.plain} || true\n`,
      'promptfooconfig.yaml': `providers: [{ id: "openai:gpt-4o", config: { apiKey: "${SECRETS.model}" }\nprompts: ["${SECRETS.github}\n`,
      'package.json': `{ "name": ${SECRETS.github} }`,
    }));
  });

  test('are there to be shown', () => {
    const { findings } = resultOf(reports.json.stdout);
    expect(findings.flatMap(({ evidence }) => evidence.map(({ path }) => path))).toEqual(expect.arrayContaining(['app.py', 'other.py', '.github/workflows/ci.yml']));
    expect(reports.json.stdout).toContain('***');
  });

  test.each(FORMATS)('are in no %s', (format) => {
    const { code, stdout } = reports[format];
    expect(code).toBe(0);
    // Not even the half of one.
    const parts = Object.values(SECRETS).flatMap((secret) => [secret.slice(-12).trim(), secret.slice(8, 20)]);
    expect(parts.filter((part) => stdout.includes(part))).toEqual([]);
  });
});
