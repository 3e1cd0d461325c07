import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { operatorsOfKind, operatorsOfRule } from '../../src/catalogue/operators.ts';
import { pathGlobsOf, patternsOf } from '../../src/catalogue/patterns.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Example } from '../../src/domain/rule.ts';
import { dotted, expressionOfGlob, matchingOf } from '../../src/matching/index.ts';
import type { Flags } from '../../src/matching/index.ts';
import { rules } from '../helpers/audit.ts';

const shipped = (source: string, flags?: Flags) => matchingOf({} as Catalogue).expression(source, flags);
/** The expression as that of a house rule. */
const house = (source: string, flags?: Flags) => matchingOf({ house: [source] } as unknown as Catalogue).expression(source, flags);

/** A backtracking engine would need more steps for any of these than there have been seconds. */
const LONG = 50_000;

describe('hostile patterns end', { timeout: 60_000 }, () => {
  test.each([
    ['(a+)+$', `${'a'.repeat(LONG)}!`],
    ['(x|x)*y', 'x'.repeat(LONG)],
    ['(?:a|aa)+$', `${'a'.repeat(LONG)}!`],
    ['(.*)(.*)(.*)(.*)(.*)z$', 'a'.repeat(LONG)],
    ['^(\\w+\\s?)*$', `${'ab '.repeat(LONG)}!`],
    [`${'a?'.repeat(100)}${'a'.repeat(100)}`, `${'a'.repeat(99)}b`.repeat(500)],
  ])('%s', (source, text) => {
    expect([house(source).test(text), house(source).find(text)]).toEqual([false, undefined]);
  });

  test('globs over names and commands, of whatever rule', () => {
    expect(dotted('*a*a*a*a*a*a*b')('a'.repeat(LONG))).toBe(false);
    expect(dotted(`${'*a'.repeat(500)}*b`)('a'.repeat(LONG))).toBe(false);
  });
});

describe('what is found is what V8 finds', () => {
  test.each<[source: string, text: string, flags?: Flags]>([
    ['acme', 'Model: ACME-1'],
    ['^b$', 'a\nb\nc'],
    ['^b$', 'a\nb\nc', 'i'],
    ['b$', 'a\r\nb\r\nc'],
    ['c$', 'a\r\n\r\nb\r\nc\r\n'],
    ['\\s+b', 'x\n\n  b'],
    ['(?<word>w\\w+)', 'a word'],
    ['a{2,3}|b', 'aaaa'],
    ['[^a]b', 'ab\nb'],
    ['nothing', 'like it'],
  ])('%s in %j', (source, text, flags) => {
    expect(house(source, flags).find(text)).toEqual(shipped(source, flags).find(text));
    expect(house(source, flags).test(text)).toBe(shipped(source, flags).test(text));
  });

  test('a match after line ends of Windows is told where it stands', () => {
    expect(house('d').find('a\r\nb\r\nc\r\nd')).toEqual({ index: 9, text: 'd' });
    expect(house('^c').find('a\r\nb\r\nc')).toEqual({ index: 6, text: 'c' });
  });
});

describe('what ships says the same in both engines', { timeout: 120_000 }, () => {
  const texts = async (): Promise<Map<string, string>> => {
    const folder = fileURLToPath(new URL('../practices/', import.meta.url));
    const repositories = readdirSync(folder).filter((name) => name.endsWith('.yaml')).flatMap((name) => parse(readFileSync(folder + name, 'utf8')) as Example[]);
    const inline = (await rules()).rules.flatMap(({ examples }) => examples ?? []);
    return new Map([...inline, ...repositories].flatMap(({ files }) => Object.entries(files)));
  };
  const operators = async () => {
    const catalogue = await rules();
    return [...catalogue.rules.flatMap(operatorsOfRule), ...operatorsOfKind(catalogue.kind)].map(({ operator }) => operator);
  };

  test('every regular expression, in every text of the examples', async () => {
    const sources = [...new Set((await operators()).flatMap(patternsOf).map(({ pattern }) => pattern))];
    const all = [...(await texts()).values()];
    expect([sources.length > 300, all.length > 300]).toEqual([true, true]);
    const wrong = sources.flatMap((source) => {
      const [one, other] = [shipped(source), house(source)];
      return all.filter((text) => one.test(text) !== other.test(text)).map((text) => [source, text]);
    });
    expect(wrong).toEqual([]);
  });

  test('and in parts of them', async () => {
    const sources = [...new Set((await operators()).flatMap(patternsOf).map(({ pattern }) => pattern))];
    const lines = [...new Set([...(await texts()).values()].flatMap((text) => text.split('\n')))];
    const line = fc.constantFrom(...lines);
    const parts = fc.array(line, { maxLength: 4 }).map((some) => some.join('\n'));
    fc.assert(fc.property(fc.constantFrom(...sources), parts, (source, text) => {
      const found = house(source).find(text);
      expect([source, text, found]).toEqual([source, text, shipped(source).find(text)]);
      // On Windows' line ends, V8 sees an empty line within each of them.
      expect([source, text, house(source).find(text.replaceAll('\n', '\r\n'))?.text]).toEqual([source, text, found?.text]);
    }), { numRuns: 3000 });
  });

  test('every glob over paths that house rules could use too, on every path of the examples', async () => {
    const globs = [...new Set((await operators()).flatMap(pathGlobsOf).map(({ pattern }) => pattern))].filter((glob) => !('fault' in expressionOfGlob(glob)));
    const paths = [...(await texts()).keys()];
    expect([globs.length > 500, paths.length > 200]).toEqual([true, true]);
    const wrong = globs.flatMap((glob) => {
      for (const options of [{ nocase: true }, { nocase: true, dot: false }]) {
        const one = matchingOf({} as Catalogue).paths(glob, options);
        const other = matchingOf({ house: [glob] } as unknown as Catalogue).paths(glob, options);
        const differing = paths.filter((path) => one(path) !== other(path));
        if (differing.length > 0) return [[glob, options, differing]];
      }
      return [];
    });
    expect(wrong).toEqual([]);
  });
});
