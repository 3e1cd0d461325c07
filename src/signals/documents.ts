import type { OwnerRule, Section } from '../domain/signals.ts';
import { readOwnerRules } from './documents/owners.ts';
import { proseWords, type ProseLine } from './documents/prose.ts';
import { readAsciiDocHeadings, readMarkdownHeadings, readRstHeadings, type Heading } from './documents/headings.ts';

const MAX_LENGTH = 2 * 1024 * 1024;

const READERS: Readonly<Record<string, (lines: readonly string[]) => Outline>> = {
  md: readMarkdownHeadings, markdown: readMarkdownHeadings, mdx: readMarkdownHeadings, rst: readRstHeadings, adoc: readAsciiDocHeadings, asciidoc: readAsciiDocHeadings,
};

interface Outline {
  readonly headings: readonly Heading[];
  readonly prose: readonly ProseLine[];
}

/** The headings of a Markdown, reStructuredText or AsciiDoc document, each with the words of prose up to the next of its depth or higher. */
export function readSections(path: string, text: string): Section[] | undefined {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const reader = Object.hasOwn(READERS, extension) ? READERS[extension] : undefined;
  if (!reader) return undefined;
  const { headings, prose } = reader(text.slice(0, MAX_LENGTH).replace(/^\uFEFF/, '').split(/\r?\n/));
  const words = wordsUpTo(proseWords(prose));
  return headings.map(({ line, depth, title }, index) => {
    const next = nextAtDepth(headings, index);
    return { line, depth, title, words: words(next?.line ?? Number.POSITIVE_INFINITY) - words(line) };
  });
}

/** The rules of a CODEOWNERS file in one of the places where a host looks for it. */
export function readOwners(path: string, text: string): OwnerRule[] | undefined {
  return /^(?:\.github\/|docs\/|\.gitlab\/)?CODEOWNERS$/.test(path) ? readOwnerRules(text.slice(0, MAX_LENGTH)) : undefined;
}

/** How many words stand on lines before a line, by bisection over running totals. */
function wordsUpTo(counts: readonly { readonly line: number; readonly words: number }[]): (line: number) => number {
  const totals: number[] = [0];
  for (const { words } of counts) totals.push((totals.at(-1) ?? 0) + words);
  return (line) => {
    let low = 0;
    let high = counts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((counts[middle]?.line ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return totals[low] ?? 0;
  };
}

function nextAtDepth(headings: readonly Heading[], index: number): Heading | undefined {
  const depth = headings[index]?.depth ?? 0;
  for (let next = index + 1; next < headings.length; next += 1) if ((headings[next]?.depth ?? 0) <= depth) return headings[next];
  return undefined;
}
