import { describe, expect, test } from 'vitest';
import { resultSchema } from '../../src/domain/result.ts';
import { render, REPORT_NAMES } from '../../src/report/index.ts';
import { result } from './result.ts';
import { reviewed } from './reviewed.ts';

const context = { serverUrl: 'https://github.com', summaryUrl: 'https://github.com/acme/shop/actions/runs/1' };

describe('golden reports; `npx vitest run test/report -u` rewrites them, a person reads the diff', () => {
  test.each(REPORT_NAMES)('%s', async (name) => {
    await expect(render(name, result, context)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('where nothing generative was found', async () => {
    const none = { ...result, kind: 'none' as const, kindSays: 'No generative AI was found.', maturity: result.maturity.map((model) => ({ ...model, level: null, levelName: null, score: null, next: [] })), verdict: { passed: true, reasons: [] } };
    await expect(render('comment', none, context)).toMatchFileSnapshot('golden/comment-none.txt');
    await expect(render('text', none, context)).toMatchFileSnapshot('golden/text-none.txt');
  });

  test.each(['text', 'markdown', 'comment'] as const)('of a pull request that changes things: %s', async (name) => {
    await expect(render(name, reviewed, context)).toMatchFileSnapshot(`golden/${name}-reviewed.txt`);
  });

  test.each([['the fixture', result], ['the one of a pull request', reviewed]])('%s is a valid result', (_, one) => {
    expect(resultSchema.safeParse(one).error).toBeUndefined();
  });
});

test('colour only where it is asked for', () => {
  const escape = String.fromCharCode(27);
  expect(render('text', result)).not.toContain(escape);
  expect(render('text', result, { color: true })).toContain(`${escape}[1m`);
});
