import { afterEach, expect, test, vi } from 'vitest';
import { printQuoted } from '../../src/publish/index.ts';

afterEach(() => void vi.restoreAllMocks());

function printed(text: string): string[] {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  printQuoted(text);
  const lines = write.mock.calls.map(([chunk]) => String(chunk)).join('').split('\n');
  write.mockRestore();
  return lines;
}

test('the runner stops listening before the text, and listens again after it', () => {
  const [stop = '', ...rest] = printed('::add-path::/evil\n##[set-env name=X]y\n\n');
  const word = stop.replace('::stop-commands::', '');
  expect(word).toMatch(/^[0-9a-f-]{36}$/);
  expect(rest).toEqual(['::add-path::/evil', '##[set-env name=X]y', `::${word}::`, '']);
});

test('the word is a new one each time, or a tree could end the silence', () => {
  expect(printed('a')[0]).not.toBe(printed('a')[0]);
});
