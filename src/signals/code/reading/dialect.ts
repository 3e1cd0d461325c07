import type { Comparison, ImportSignal, Language, Literal, Loop } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Collector } from './collector.ts';
import type { Part } from './flatten.ts';
import type { StringValue } from './strings.ts';
import type { Place } from './walk.ts';

/** One name of a dotted chain, and what it stands on: of `a.b().c`, `c` on `a.b()`. A call's text ends in `()`. */
export interface Step {
  readonly text: string;
  readonly on?: SyntaxNode | undefined;
}

/** A call, or what is as good as one: the making of an object with its fields. */
export interface Called {
  /** Its own last name. */
  readonly name: string;
  readonly parts: readonly Part[];
  readonly on?: SyntaxNode | undefined;
  readonly line?: number | undefined;
}

/** A name that a declaration or assignment gives to a value. */
export interface Bound {
  readonly target: SyntaxNode;
  readonly value?: SyntaxNode | undefined;
  readonly type?: SyntaxNode | undefined;
  /** A field of the class around it. */
  readonly field?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly type?: SyntaxNode | undefined;
  readonly value?: SyntaxNode | undefined;
  /** The parameter declares a field of its class as well. */
  readonly field?: boolean;
}

/** A function or class. One without a name is a part of what surrounds it. */
export interface Defined {
  readonly form: 'function' | 'class';
  readonly name: string;
  readonly bases?: readonly string[];
  readonly decorators?: readonly SyntaxNode[];
  readonly params?: readonly Parameter[];
}

interface Test {
  readonly condition: SyntaxNode | undefined;
  readonly taken: SyntaxNode | undefined;
  readonly other: SyntaxNode | undefined;
}

/** What a loop goes over, or the condition on which it goes on. */
export interface Repeated {
  readonly form: Loop['form'];
  readonly over?: SyntaxNode | undefined;
}

type Types = readonly string[];

/** How a language writes what signals tell: node types of its grammar, and the readings that differ from language to language. */
export interface Dialect {
  readonly language: Language;
  /** Import statements, and the scanner that reads their text. */
  readonly imports: { readonly types: Types; readonly scan: (text: string) => ImportSignal[] };
  readonly calls: Types;
  readonly bindings: Types;
  readonly definitions: Types;
  readonly decorators: Types;
  readonly strings: Types;
  /** Expressions with a `left` and a `right`; `plus` is the operator that joins strings. */
  readonly binaries: Types;
  readonly plus: string;
  /** Loops by node type; `undefined` for a node that is none after all. */
  readonly loops: Readonly<Record<string, (node: SyntaxNode) => Repeated | undefined>>;
  /** Clauses that take a failure, as children of what they guard. */
  readonly handlers: ReadonlySet<string>;
  readonly tests: ReadonlySet<string>;
  readonly raises: ReadonlySet<string>;
  readonly returns: ReadonlySet<string>;
  /** Callees that raise, end the process or fail a test. */
  readonly raising: RegExp;
  readonly exiting: RegExp;
  readonly asserting: RegExp;
  /** Statements that fail where their condition does not hold. */
  readonly assertions?: Types;
  /** The right value comes first in assertions that compare. */
  readonly expectedFirst?: boolean;

  /** The expression inside one that hands it through unchanged: parentheses, casts, `await`. */
  inner(node: SyntaxNode): SyntaxNode | undefined;
  step(node: SyntaxNode): Step | undefined;
  called(node: SyntaxNode): Called | undefined;
  bound(node: SyntaxNode): readonly Bound[];
  defined(node: SyntaxNode): Defined | undefined;
  test(node: SyntaxNode): Test;
  literal(node: SyntaxNode): Literal | undefined;
  /** The literal that a name gets when nothing else is given, as of `read() ?? "x"`. */
  fallback?(node: SyntaxNode): Literal | undefined;
  stringOf(node: SyntaxNode): StringValue | undefined;
  /** Entries of a list or table. */
  table(node: SyntaxNode): readonly Part[] | undefined;
  /** The name of the entry or argument whose value the node is. */
  keyOf(node: SyntaxNode): string | undefined;
  /** What a statement leads to where its kind does not tell: returning an error is raising it in some languages. */
  leads?(statement: SyntaxNode): Comparison['leads'] | undefined;
  /** What a comparison compares where that stands elsewhere: of `expect(a).to be > 1` it is `a`. */
  compared?(comparison: SyntaxNode): SyntaxNode | undefined;
  /** What else the language says: settings, annotations; by node type. */
  readonly visits?: Readonly<Record<string, (node: SyntaxNode, place: Place, out: Collector) => void>>;
  /** Told of every call. */
  readCall?(node: SyntaxNode, callee: string, called: Called, place: Place, out: Collector): void;
  /** The name under which a node's children stand, beside functions and classes. */
  scope?(node: SyntaxNode): string | undefined;
}
