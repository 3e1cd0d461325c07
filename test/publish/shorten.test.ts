import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shorten } from '../../src/publish/shorten.ts';

const by = (limit: number) => ({ limit, measure: (text: string) => text.length, ending: '_more_' });

test('what fits is left as it is', () => {
  expect(shorten('# A\n\ntext\n', by(10))).toBe('# A\n\ntext\n');
});

test('whole sections go, from the end', () => {
  const text = `# A\n\none\n\n## B\n\ntwo\n\n## C\n\n${'three '.repeat(10)}\n`;
  expect(shorten(text, by(60))).toBe('# A\n\none\n\n## B\n\ntwo\n\n_more_\n');
  expect(shorten(text, by(20))).toBe('# A\n\none\n\n_more_\n');
});

test('neither a folded part nor a code block is cut in two', () => {
  const folded = '# A\n\n<details><summary>x</summary>\n\n## inside\n\n<details>\n\n### deeper\n\n</details>\n\n</details>\n';
  expect(shorten(`${folded}\n# B\n\n${'b'.repeat(50)}\n`, by(folded.length + 20))).toBe(`${folded}\n_more_\n`);
  expect(shorten(`${folded}\n# B\n`, by(folded.length))).toBe('# A\n\n_more_\n');
  expect(shorten('# A\n\n```sh\n# a comment\n~~~\n# another\n```\n\n# B\n\nbbbbbbbbbbbbbbbbbbbb\n', by(60))).toBe('# A\n\n```sh\n# a comment\n~~~\n# another\n```\n\n_more_\n');
  expect(shorten('# A\n\n# B\n\n```sh\n# a comment\n```\n\n# C\n', by(30))).toBe('# A\n\n_more_\n');
});

test('tags that a text only speaks of fold nothing', () => {
  expect(shorten('# A\n\nwith \\</details> and \\<details>\n\n# B\n\nbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n', by(60))).toBe('# A\n\nwith \\</details> and \\<details>\n\n_more_\n');
});

test('of a first section that is too long by itself, lines are left; no code block of it is cut', () => {
  expect(shorten('# A\n\n- one\n- two\n- three\n- four\n- five\n', by(30))).toBe('# A\n\n- one\n- two\n\n_more_\n');
  expect(shorten('one\n\n   ```sh\n   two\n   three\n   ```\n', by(30))).toBe('one\n\n_more_\n');
});

test('the limit counts what it is told to count', () => {
  const text = `# A\n\n${'é'.repeat(20)}\n\n# B\n\n${'é'.repeat(20)}\n`;
  expect(shorten(text, by(60))).toBe(text);
  const bytes = { ...by(60), measure: (part: string) => Buffer.byteLength(part) };
  expect(shorten(text, bytes)).toBe(`# A\n\n${'é'.repeat(20)}\n\n_more_\n`);
});

test('any text: never over the limit, and the ending says that it was cut', () => {
  const line = fc.constantFrom('# A', '## B', '<details>', '</details>', '```', '````', '~~~', 'words', '', '| a | b |');
  fc.assert(fc.property(fc.array(line, { maxLength: 60 }), fc.integer({ min: 9, max: 200 }), (lines, limit) => {
    const text = lines.join('\n');
    const short = shorten(text, by(limit));
    expect(short.length).toBeLessThanOrEqual(limit);
    if (text.length > limit) expect(short.endsWith('\n_more_\n')).toBe(true);
    else expect(short).toBe(text);
  }));
});
