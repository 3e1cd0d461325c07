/** What to look for. `whole`: not as a part of a longer word, so that a short name does not match half the repository. */
export interface Needle {
  readonly text: string;
  readonly whole: boolean;
}

export interface Scanner {
  /** True when any needle occurs. ASCII letters match in either case. */
  test(bytes: Uint8Array): boolean;
  /** The indexes of all needles that occur. */
  all(bytes: Uint8Array): ReadonlySet<number>;
}

/**
 * An Aho-Corasick automaton over bytes with its transitions in one dense table: one look-up a byte, however many needles there are.
 */
export function createScanner(needles: readonly Needle[]): Scanner {
  const encoded = needles.map(({ text }) => new TextEncoder().encode(text.toLowerCase()));
  const { table, found } = build(encoded);

  function scan(bytes: Uint8Array, hit: (needle: number) => boolean): void {
    let state = 0;
    for (let at = 0; at < bytes.length; at++) {
      state = table[state * 256 + bytes[at]!]!;
      const ends = found[state];
      if (ends === undefined) continue;
      for (const needle of ends) {
        if (needles[needle]!.whole && (isWord(bytes[at + 1]) || isWord(bytes[at - encoded[needle]!.length]))) continue;
        if (hit(needle)) return;
      }
    }
  }

  return {
    test(bytes) {
      let any = false;
      scan(bytes, () => (any = true));
      return any;
    },
    all(bytes) {
      const hits = new Set<number>();
      scan(bytes, (needle) => hits.add(needle).size === needles.length);
      return hits;
    },
  };
}

/** `found[state]` lists the needles that end in a state. Folding to lower case is part of the table, so scanning costs nothing for it. */
function build(needles: readonly Uint8Array[]): { table: Int32Array; found: (number[] | undefined)[] } {
  const states = needles.reduce((sum, needle) => sum + needle.length, 1);
  const table = new Int32Array(states * 256);
  const found: (number[] | undefined)[] = [undefined];
  for (const [index, needle] of needles.entries()) {
    if (needle.length === 0) continue;
    let state = 0;
    for (const byte of needle) {
      const cell = state * 256 + byte;
      if (table[cell] === 0) table[cell] = found.push(undefined) - 1;
      state = table[cell]!;
    }
    (found[state] ??= []).push(index);
  }
  link(table, found);
  return { table: table.subarray(0, found.length * 256), found };
}

/** Breadth first: where a state has no transition of its own, it takes that of its longest proper suffix. */
function link(table: Int32Array, found: (number[] | undefined)[]): void {
  const suffix = new Int32Array(found.length);
  const queue = [0];
  for (let next = 0; next < queue.length; next++) {
    const state = queue[next]!;
    const fallback = suffix[state]!;
    for (let byte = 0; byte < 256; byte++) {
      const cell = state * 256 + byte;
      const child = table[cell]!;
      const other = state === 0 ? 0 : table[fallback * 256 + byte]!;
      if (child === 0) table[cell] = other;
      else {
        suffix[child] = other;
        const inherited = found[other];
        if (inherited !== undefined) found[child] = [...(found[child] ?? []), ...inherited];
        queue.push(child);
      }
    }
    for (let upper = 65; upper <= 90; upper++) table[state * 256 + upper] = table[state * 256 + upper + 32]!;
  }
}

function isWord(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122));
}
