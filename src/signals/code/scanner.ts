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
 * An Aho-Corasick automaton over bytes with its transitions in one dense table: two look-ups a byte, however many needles there are. Bytes
 * that no needle has are all alike, and so are the two cases of a letter, which keeps the table small enough for the processor's cache.
 */
export function createScanner(needles: readonly Needle[]): Scanner {
  const encoded = needles.map(({ text }) => new TextEncoder().encode(text.toLowerCase()));
  const { kinds, table, found } = build(encoded);

  function scan(bytes: Uint8Array, hit: (needle: number) => boolean): void {
    // A state is the offset of its row; rows of states in which a needle ends are negative.
    let state = 0;
    for (let at = 0; at < bytes.length; at++) {
      state = table[state + kinds[bytes[at]!]!]!;
      if (state >= 0) continue;
      state = -state;
      for (const needle of found.get(state)!) {
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

interface Automaton {
  /** Of each byte, the column of the table that stands for it. */
  readonly kinds: Uint8Array;
  /** Row after row, the offset of the next row; negative where a needle ends there. */
  readonly table: Int32Array;
  /** The needles that end in a state, by the offset of its row. */
  readonly found: ReadonlyMap<number, readonly number[]>;
}

function build(needles: readonly Uint8Array[]): Automaton {
  const { kinds, columns } = kindsOf(needles);
  const states = needles.reduce((sum, needle) => sum + needle.length, 1);
  const table = new Int32Array(states * columns);
  const found = new Map<number, number[]>();
  let end = columns;
  for (const [index, needle] of needles.entries()) {
    if (needle.length === 0) continue;
    let state = 0;
    for (const byte of needle) {
      const cell = state + kinds[byte]!;
      if (table[cell] === 0) [table[cell], end] = [end, end + columns];
      state = table[cell]!;
    }
    found.set(state, [...(found.get(state) ?? []), index]);
  }
  link(table, columns, found);
  return { kinds, table: table.slice(0, end).map((state) => (found.has(state) ? -state : state)), found };
}

/** Column 0 is for bytes that no needle has. */
function kindsOf(needles: readonly Uint8Array[]): { kinds: Uint8Array; columns: number } {
  const kinds = new Uint8Array(256);
  let columns = 1;
  for (const needle of needles) for (const byte of needle) if (kinds[byte] === 0) kinds[byte] = columns++;
  for (let upper = 65; upper <= 90; upper++) kinds[upper] = kinds[upper + 32]!;
  return { kinds, columns };
}

/** Breadth first: where a state has no transition of its own, it takes that of its longest proper suffix. */
function link(table: Int32Array, columns: number, found: Map<number, number[]>): void {
  const suffix = new Int32Array(table.length / columns);
  const queue = [0];
  for (let next = 0; next < queue.length; next++) {
    const state = queue[next]!;
    const fallback = suffix[state / columns]!;
    for (let kind = 0; kind < columns; kind++) {
      const child = table[state + kind]!;
      const other = state === 0 ? 0 : table[fallback + kind]!;
      if (child === 0) table[state + kind] = other;
      else {
        suffix[child / columns] = other;
        const inherited = found.get(other);
        if (inherited !== undefined) found.set(child, [...(found.get(child) ?? []), ...inherited]);
        queue.push(child);
      }
    }
  }
}

function isWord(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122));
}
