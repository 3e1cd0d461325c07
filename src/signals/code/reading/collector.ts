import type { Argument, Binding, Call, CodeSignals, Comparison, Constant, Definition, ImportSignal, Language, Literal, Loop, Setting, TextLiteral } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';
import { type StringValue, pathIn, placeholdersOf } from './strings.ts';
import type { Place } from './walk.ts';

/** Bounds on what one file may say; generated tables and hostile files go beyond, code that people write does not. */
const MOST = 20_000;
const LONG_TEXT = 60;
const BUILT_IN =
  /^[?&*[\]]*(?:'\w+ )?(?:mut )?(?:var|let|auto|any|error|byte|bool|boolean|char|str|string|object|void|none|double|float|(?:short|long|u?int|[iuf])(?:8|16|32|64|128|size)?|float32|float64|decimal|rune|dict|list|set|tuple|number|unknown|array|mixed|callable|iterable|self|static|String|Integer|Long|Double|Float|Boolean|Object|Any|None|Self)(?:\[\])*\??$/;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Gathers what the readers of one file find. */
export class Collector {
  readonly #wanted: (text: string) => boolean;
  readonly #calls: Call[] = [];
  readonly #imports: ImportSignal[] = [];
  readonly #constants: Constant[] = [];
  readonly #bindings: Binding[] = [];
  readonly #settings = new Map<string, Setting>();
  readonly #comparisons: Mutable<Comparison>[] = [];
  readonly #loops: Loop[] = [];
  readonly #definitions: Definition[] = [];
  readonly #texts: TextLiteral[] = [];
  readonly #paths = new Map<string, { line: number; text: string }>();
  /** Comparisons whose outcome is kept under a name, and what tests of names lead to; both keyed by scope and name. */
  readonly #kept: { key: string; comparison: Mutable<Comparison> }[] = [];
  readonly #tested = new Map<string, Comparison['leads']>();

  /** `wanted` says which short strings are worth keeping. */
  constructor(wanted: (text: string) => boolean) {
    this.#wanted = wanted;
  }

  call(node: SyntaxNode, place: Place, callee: string, args: readonly Argument[], more: { line?: number; assigned?: string | undefined; decorator?: boolean } = {}): void {
    this.#add(this.#calls, {
      line: more.line ?? node.line,
      callee,
      args,
      ...(place.scope !== undefined && { scope: place.scope }),
      ...(place.loop !== undefined && { loop: place.loop }),
      ...(more.assigned !== undefined && { assigned: more.assigned }),
      ...(more.decorator === true && { form: 'decorator' as const }),
      ...(place.rescued !== undefined && { rescued: place.rescued }),
    });
  }

  import(signal: ImportSignal): void {
    this.#add(this.#imports, signal);
  }

  constant(line: number, name: string, value: Literal): void {
    this.#add(this.#constants, { line, name: name.slice(0, 200), value: cut(value) });
  }

  /** Types that the language itself brings stand for nothing of anyone's. */
  binding(line: number, name: string, type: string): void {
    if (!BUILT_IN.test(type)) this.#add(this.#bindings, { line, name: name.slice(0, 200), type });
  }

  setting(line: number, name: string, via: Setting['via'], fallback?: Literal): void {
    const key = `${line} ${via} ${name}`;
    if (name === '' || name.length > 120 || this.#settings.size >= MOST) return;
    if (fallback !== undefined || !this.#settings.has(key)) this.#settings.set(key, { line, name, via, ...(fallback !== undefined && { fallback: cut(fallback) }) });
  }

  /** `names` are those under which the outcome is kept, for a later test to find. */
  comparison(place: Place, comparison: Omit<Comparison, 'scope'>, names: readonly string[] = []): void {
    const found = { ...comparison, ...(place.scope !== undefined && { scope: place.scope }) };
    this.#add(this.#comparisons, found);
    if (found.leads === 'none') for (const name of names) this.#add(this.#kept, { key: `${place.scope ?? ''} ${name}`, comparison: found });
  }

  /** What a test of a name leads to. The strictest one counts. */
  tested(place: Place, name: string, leads: Comparison['leads']): void {
    const key = `${place.scope ?? ''} ${name}`;
    const known = this.#tested.get(key);
    if (leads !== 'none' && (known === undefined || known === 'return') && this.#tested.size < MOST) this.#tested.set(key, leads);
  }

  loop(node: SyntaxNode, place: Place, form: Loop['form'], over: string): void {
    this.#add(this.#loops, { line: node.line, endLine: node.endLine, form, over, ...(place.scope !== undefined && { scope: place.scope }) });
  }

  definition(definition: Definition): void {
    this.#add(this.#definitions, definition);
  }

  /** Whether a text is one that is noted at all; what it is bound to need not be found out for the others. */
  keeps(text: string): boolean {
    return text.length >= LONG_TEXT || this.#wanted(text);
  }

  text(line: number, place: Place, value: StringValue, name: string | undefined): void {
    const { text, interpolated } = value;
    if (!this.keeps(text)) return;
    this.#add(this.#texts, {
      line,
      ...(name !== undefined && { name }),
      ...(place.scope !== undefined && { scope: place.scope }),
      text: text.slice(0, 2000),
      interpolated,
      placeholders: placeholdersOf(value.pieces),
    });
  }

  /** Notes the path that a string holds; of one with substitutions, each piece that looks like a part of one. */
  path(line: number, { pieces }: StringValue): void {
    for (const piece of pieces) {
      const text = pathIn(piece);
      if (text !== undefined && this.#paths.size < MOST) this.#paths.set(`${line} ${text}`, { line, text });
    }
  }

  finish(language: Language): CodeSignals {
    for (const { key, comparison } of this.#kept) if (comparison.leads === 'none') comparison.leads = this.#tested.get(key) ?? 'none';
    return {
      language,
      parsed: true,
      imports: byLine(this.#imports),
      calls: byLine(this.#calls),
      ...(this.#bindings.length > 0 && { bindings: byLine(this.#bindings) }),
      constants: byLine(this.#constants),
      settings: byLine([...this.#settings.values()]),
      comparisons: byLine(this.#comparisons),
      loops: byLine(this.#loops),
      definitions: byLine(this.#definitions),
      texts: byLine(this.#texts),
      paths: byLine([...this.#paths.values()]),
    };
  }

  #add<T>(list: T[], item: T): void {
    if (list.length < MOST) list.push(item);
  }
}

function cut(value: Literal): Literal {
  return typeof value === 'string' ? value.slice(0, 300) : value;
}

/** The sort is stable: what stands on one line stays in the order of the tree. */
function byLine<T extends { readonly line: number }>(list: T[]): T[] {
  return list.sort((a, b) => a.line - b.line);
}
