/** What an expression may come to when not everything is known, and the comparisons that workflow expressions make. */

type Scalar = string | number | boolean | null;

export type Value =
  | { readonly kind: 'literal'; readonly value: Scalar }
  /** One of these texts, nobody knows which. */
  | { readonly kind: 'some'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly values: readonly Scalar[] }
  /** Anything; or any text that begins with `starts`, or anything that counts as `truth`. `text` is what it most likely is, for following commands. */
  | { readonly kind: 'unknown'; readonly starts?: string; readonly truth?: boolean; readonly text?: string };

/** `undefined` is: it depends. */
export type Ternary = boolean | undefined;

export const UNKNOWN: Value = { kind: 'unknown' };

export function literal(value: Scalar): Value {
  return { kind: 'literal', value };
}

export function ternary(value: Ternary): Value {
  return value === undefined ? UNKNOWN : literal(value);
}

export function not(value: Ternary): Ternary {
  return value === undefined ? undefined : !value;
}

/** False, 0, the empty text and null are false; everything else is true. */
export function truth(value: Value): Ternary {
  switch (value.kind) {
    case 'literal':
      return Boolean(value.value);
    case 'some':
      return agree(value.values.map((text) => text !== ''));
    case 'list':
      return true;
    case 'unknown':
      return value.starts === undefined ? value.truth : true;
  }
}

export function equal(a: Value, b: Value): Ternary {
  if (a.kind === 'some') return agree(a.values.map((text) => equal(literal(text), b)));
  if (b.kind === 'some') return equal(b, a);
  if (a.kind === 'literal' && b.kind === 'literal') return sameScalar(a.value, b.value);
  if (a.kind === 'list' || b.kind === 'list') return a.kind === 'unknown' || b.kind === 'unknown' ? undefined : false;
  const starts = a.kind === 'unknown' ? a.starts : b.kind === 'unknown' ? b.starts : undefined;
  const other = a.kind === 'literal' ? a.value : b.kind === 'literal' ? b.value : undefined;
  if (starts === undefined || typeof other !== 'string') return undefined;
  return lower(other).startsWith(lower(starts)) ? undefined : false;
}

/** `contains`, `startsWith`, `endsWith`; of lists only `contains`. */
export function textTest(name: string, hay: Value, needle: Value): Ternary {
  if (needle.kind === 'some') return agree(needle.values.map((text) => textTest(name, hay, literal(text))));
  if (hay.kind === 'some') return agree(hay.values.map((text) => textTest(name, literal(text), needle)));
  if (hay.kind === 'list') return name === 'contains' ? holdsOne(hay.values.map((item) => equal(literal(item), needle))) : false;
  if (needle.kind !== 'literal') return undefined;
  const word = lower(textOf(needle.value));
  if (hay.kind === 'unknown') return beginning(name, hay.starts, word);
  const text = lower(textOf(hay.value));
  return name === 'contains' ? text.includes(word) : name === 'startswith' ? text.startsWith(word) : text.endsWith(word);
}

function beginning(name: string, starts: string | undefined, word: string): Ternary {
  if (word === '') return true;
  if (starts === undefined) return undefined;
  const known = lower(starts);
  if (name === 'startswith') return known.startsWith(word) ? true : word.startsWith(known) ? undefined : false;
  return name === 'contains' && known.includes(word) ? true : undefined;
}

export function ordered(op: '<' | '<=' | '>' | '>=', a: Value, b: Value): Ternary {
  if (a.kind !== 'literal' || b.kind !== 'literal') return undefined;
  const bothTexts = typeof a.value === 'string' && typeof b.value === 'string';
  const left = bothTexts ? lower(textOf(a.value)) : numberOf(a.value);
  const right = bothTexts ? lower(textOf(b.value)) : numberOf(b.value);
  return op === '<' ? left < right : op === '<=' ? left <= right : op === '>' ? left > right : left >= right;
}

/** Texts are compared without regard to case; values of different types as numbers, so that `'true'` is not equal to true. */
function sameScalar(a: Scalar, b: Scalar): boolean {
  if (typeof a === 'string' && typeof b === 'string') return lower(a) === lower(b);
  return typeof a === typeof b && a !== null && b !== null ? a === b : a === null && b === null ? true : numberOf(a) === numberOf(b);
}

function numberOf(value: Scalar): number {
  return typeof value === 'string' && value.trim() === '' ? 0 : Number(value);
}

export function textOf(value: Scalar): string {
  return value === null ? '' : String(value);
}

function lower(text: string): string {
  return text.toLowerCase();
}

function agree(results: readonly Ternary[]): Ternary {
  const first = results[0];
  return results.every((result) => result === first) ? first : undefined;
}

function holdsOne(results: readonly Ternary[]): Ternary {
  return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
}
