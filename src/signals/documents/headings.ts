import { withoutComments, type ProseLine } from './prose.ts';

export interface Heading {
  /** 1-based; of the text, also where the underline is another. */
  readonly line: number;
  readonly depth: number;
  readonly title: string;
}

interface Outline {
  readonly headings: readonly Heading[];
  readonly prose: readonly ProseLine[];
}

/** ATX (`## x`) and setext headings outside fenced code, comments and front matter. */
export function readMarkdownHeadings(lines: readonly string[]): Outline {
  const headings: Heading[] = [];
  const prose: ProseLine[] = [];
  let fence = '';
  let list = false;
  let code = false;
  let comment = false;
  let start = 0;
  if (lines[0]?.trim() === '---') {
    const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
    if (end > 0) start = end + 1;
  }
  for (let index = start; index < lines.length; index += 1) {
    const raw = lines[index] ?? '';
    const visible: { readonly text: string; readonly open: boolean } = fence === '' ? withoutComments(raw, comment) : { text: raw, open: false };
    const line = visible.text;
    comment = visible.open;
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== '') {
      if (marker?.startsWith(fence) && line.trim() === marker) fence = '';
      continue;
    }
    if (marker !== undefined) {
      fence = marker;
      continue;
    }
    const atx = /^ {0,3}(#{1,6})(?:[ \t]+|$)/.exec(line);
    if (atx) {
      headings.push({ line: index + 1, depth: atx[1]?.length ?? 1, title: clean(line.slice(atx[0].length).replace(/[ \t]#+[ \t]*$/, '')) });
      continue;
    }
    const under = /^ {0,3}(=+|-+)[ \t]*$/.exec(lines[index + 1] ?? '')?.[1];
    // `---` under a table row or a list item is no underline.
    if (under !== undefined && (under.startsWith('=') || under.length > 1) && line.trim() !== '' && !/^\s*(?:[-*+>|]|\d+[.)]\s|<)/.test(line) && !/^ {4}/.test(line)) {
      headings.push({ line: index + 1, depth: under.startsWith('=') ? 1 : 2, title: clean(line) });
      index += 1;
      continue;
    }
    if (line.trim() !== '' && !/^(?: {4}|\t)/.test(line)) list = /^ {0,3}(?:[-*+]|\d{1,9}[.)])\s/.test(line);
    // Indented by four after a blank line, and not within a list, it is code.
    code = !list && /^(?: {4}|\t)/.test(line) && (code || (lines[index - 1] ?? '').trim() === '');
    if (!code) prose.push({ line: index + 1, text: line });
  }
  return { headings, prose };
}

/** Titles underlined (and perhaps overlined) by one punctuation mark; the order in which marks appear gives the depth. */
export function readRstHeadings(lines: readonly string[]): Outline {
  const headings: Heading[] = [];
  const prose: ProseLine[] = [];
  const styles: string[] = [];
  let block = -1;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const indent = line.length - line.trimStart().length;
    if (block >= 0 && (line.trim() === '' || indent > block)) continue;
    block = -1;
    const over = ruleMark(line) !== undefined && (lines[index + 1] ?? '').trim() !== '' && ruleMark(lines[index + 2] ?? '') === ruleMark(line);
    const title = over ? (lines[index + 1] ?? '') : line;
    const mark = ruleMark(lines[index + (over ? 2 : 1)] ?? '');
    const width = (lines[index + (over ? 2 : 1)] ?? '').trim().length;
    if (mark !== undefined && title.trim() !== '' && ruleMark(title) === undefined && (over || indent === 0) && width >= Math.min(title.trim().length, 3)) {
      const style = over ? `${mark}${mark}` : mark;
      if (!styles.includes(style)) styles.push(style);
      headings.push({ line: index + (over ? 2 : 1), depth: styles.indexOf(style) + 1, title: clean(title) });
      index += over ? 2 : 1;
      continue;
    }
    // A directive, or a paragraph that ends in `::`, is followed by an indented block that is no prose.
    if (/^\s*\.\. /.test(line)) {
      block = indent;
      continue;
    }
    if (/::\s*$/.test(line)) block = indent;
    if (ruleMark(line) === undefined) prose.push({ line: index + 1, text: line });
  }
  return { headings, prose };
}

/** `== x`: as many marks as the depth and one more. */
export function readAsciiDocHeadings(lines: readonly string[]): Outline {
  const headings: Heading[] = [];
  const prose: ProseLine[] = [];
  let block = '';
  for (const [index, line] of lines.entries()) {
    const marker = /^(-{4,}|\.{4,}|\/{4,}|\+{4,}|`{3,})\s*(?:\w*)$/.exec(line)?.[1];
    if (block !== '') {
      if (marker === block) block = '';
      continue;
    }
    if (marker !== undefined) {
      block = marker;
      continue;
    }
    const heading = /^(={1,6}|#{1,6})\s+(\S.*)$/.exec(line);
    if (heading) headings.push({ line: index + 1, depth: heading[1]?.length ?? 1, title: clean(heading[2] ?? '') });
    else if (!/^(?:\/\/|:[\w-]+:|\[.*\]$|\|===|include::|image::)/.test(line)) prose.push({ line: index + 1, text: line });
  }
  return { headings, prose };
}

const RULE_MARKS = '=-`:\'"~^_*+#<>.';

function ruleMark(line: string): string | undefined {
  const rule = line.trimEnd();
  const mark = rule[0] ?? '';
  return rule.length >= 3 && RULE_MARKS.includes(mark) && rule === mark.repeat(rule.length) ? mark : undefined;
}

/** A title without its markup: links keep their text. */
function clean(title: string): string {
  return title.replace(/!?\[([^\][]{0,300})\](?:\([^()]{0,1000}\)|\[[^\][]{0,300}\])?/g, '$1').replace(/<[^<>]*>/g, '').replace(/[`*]|\{#[\w-]+\}/g, '').trim();
}
