import { describe, expect, test } from 'vitest';
import { render } from '../../src/report/index.ts';
import { permalinkBase } from '../../src/report/markdown.ts';
import { leading } from '../../src/report/words.ts';
import { result } from './result.ts';

describe('the model that leads the reports', () => {
  const [first, profile] = result.maturity;
  const other = { ...first!, model: 'other-model', title: 'Other maturity model', level: 2, levelName: 'Grown', score: 71 };
  const chosen = (model: string | undefined) => ({ ...result, maturity: [first!, profile!, other], verdict: { passed: true, reasons: [], ...(model !== undefined && { model }) } });

  test.each([
    [undefined, 'acme-model'],
    ['acme-model', 'acme-model'],
    ['other-model', 'other-model'],
    ['acme-profile', 'acme-model'],
  ])('%s chosen: %s', (model, leads) => {
    expect(leading(chosen(model))?.model).toBe(leads);
  });

  test.each(['text', 'markdown', 'comment'] as const)('opens the %s', (name) => {
    expect(render(name, chosen('other-model')).split('\n', 1)[0]).toContain('Level 2 of 2, Grown · score 71');
  });

  test('is none where no model has levels', () => {
    expect(leading({ ...result, maturity: [profile!] })).toBeUndefined();
  });
});

test.each([
  [{}, undefined],
  [{ repository: 'acme/shop' }, undefined],
  [{ repository: 'acme/shop', commit: 'c0ffee' }, 'https://github.test/acme/shop/blob/c0ffee'],
  [{ repository: 'acme/shop', commit: 'c0ffee', prefix: 'apps/chat bot#1' }, 'https://github.test/acme/shop/blob/c0ffee/apps/chat%20bot%231'],
])('links of %j begin with %s', (subject, base) => {
  expect(permalinkBase('https://github.test', { ...subject, path: '.' })).toBe(base);
  expect(permalinkBase(undefined, { ...subject, path: '.' })).toBeUndefined();
});
