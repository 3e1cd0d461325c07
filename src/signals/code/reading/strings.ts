/** A string as the program would see it, as far as source text tells. */
export interface StringValue {
  /** Substitutions stay as they are written: `{name}`, `${name}`. */
  readonly text: string;
  readonly interpolated: boolean;
  /** The literal pieces between substitutions. */
  readonly pieces: readonly string[];
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '', "'": "'", '"': '"', '`': '`', '\\': '\\', $: '$', '{': '{' };

/** Resolves backslash escapes; those that it does not know stay. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g, (whole, braced?: string, four?: string, two?: string, one?: string) => {
    const code = braced ?? four ?? two;
    if (code !== undefined) {
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    }
    return one === '\r\n' ? '' : (ESCAPES[one!] ?? whole);
  });
}

/** Joins strings that stand beside each other or are added up. */
export function joinStrings(values: readonly StringValue[]): StringValue {
  return { text: values.map(({ text }) => text).join(''), interpolated: values.some(({ interpolated }) => interpolated), pieces: values.flatMap(({ pieces }) => pieces) };
}

/** Template engines' control words that are not themselves filled. */
const CONTROL = new Set(['else', 'end', 'endif', 'endfor', 'this', 'if', 'unless', 'each', 'with', 'for', 'range']);

/** `{question}`, `{user.name}`, `{{ question }}`, `{{#if x}}`, `{% if x %}`, `%(name)s`. */
const PLACEHOLDER =
  /\{\{\{?[~-]?\s*[#^&]?\s*(?:(?:if|unless|each|with|range)\s+)?\.?([A-Za-z_][\w.]*)[^{}]{0,80}\}\}|\{%-?\s*(?:if|elif|for\s+\w+\s+in)\s+(?:not\s+)?([A-Za-z_][\w.]*)|(?<![{$\\])\{([A-Za-z_][\w.]*)(?:![rsa])?(?::[^{}\n]{0,20})?\}(?!\})|%\(([A-Za-z_]\w*)\)[sdifr]/g;

/** Named placeholders of the literal pieces, in order of first appearance. */
export function placeholdersOf(pieces: readonly string[]): string[] {
  const names = new Set<string>();
  for (const piece of pieces) {
    if (!piece.includes('{') && !piece.includes('%(')) continue;
    for (const match of piece.matchAll(PLACEHOLDER)) {
      const name = match[1] ?? match[2] ?? match[3] ?? match[4]!;
      if (!CONTROL.has(name)) names.add(name);
    }
  }
  return [...names];
}

/** The path or file name that a string looks like, with a leading `/` or `./` kept, or nothing. */
export function pathIn(text: string): string | undefined {
  if (text.length < 3 || text.length > 200 || /[\s"'`<>|?*;,=()\\]/.test(text) || text.includes('://') || /^(?:\/\/|-)/.test(text)) return undefined;
  if (/[\w}\])-]\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(text)) return text;
  return /[\w.}-]\/[\w.{$-]/.test(text) || /^\.?\/[\w-]/.test(text) ? text : undefined;
}

/** A text over several lines without the first and last line break and without the indentation that all its lines have. */
export function withoutIndent(text: string): string {
  const lines = text.replace(/^[ \t]*\r?\n/, '').split('\n');
  const filled = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1);
  const indent = Math.min(...filled.map((line) => /^[ \t]*/.exec(line)![0].length));
  const plain = lines.map((line) => (line.trim() === '' ? '' : line.slice(indent).trimEnd()));
  return plain.join('\n');
}
