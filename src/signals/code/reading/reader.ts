import type { CodeSignals, Comparison } from '../../../domain/signals.ts';
import type { SyntaxNode } from '../syntax.ts';
import { readAssertion } from './assertions.ts';
import { argumentParts, boundTo, calleeOf, innermost, operatorOf, valuesOf } from './chains.ts';
import { Collector } from './collector.ts';
import type { Bound, Called, Dialect } from './dialect.ts';
import { argumentsOf, flatten, joined } from './flatten.ts';
import { branchOutcome, leadsOfCall, namesIn, outcomeOf } from './outcomes.ts';
import { readText } from './texts.ts';
import { type Place, type Walker, walk, within } from './walk.ts';

/** How many entries of one table are read. */
const MOST_ENTRIES = 400;

/** Reads a syntax tree by what a dialect says of its grammar. `wanted` says which short strings are worth keeping. */
export function readWith(dialect: Dialect, root: SyntaxNode, wanted: (text: string) => boolean): CodeSignals {
  const out = new Collector(wanted);
  walk(root, { enter: (node, place) => enter(node, place, dialect), visits: visitsFor(dialect, out) });
  return out.finish(dialect.language);
}

function enter(node: SyntaxNode, place: Place, dialect: Dialect): Place {
  const parent = node.parent;
  if (parent === undefined) return place;
  const scope = dialect.scope?.(node);
  if (scope !== undefined) return { ...place, scope: within(place.scope, scope) };
  if (node.field === 'body' || node.field === 'value' || node.field === 'block') {
    if (dialect.definitions.includes(parent.type) && node.field !== 'value') {
      const defined = dialect.defined(parent);
      if (defined !== undefined) return defined.form === 'class' ? { ...place, scope: within(place.scope, defined.name) } : { scope: within(place.scope, defined.name) };
    }
  }
  if ((node.field === 'body' || node.field === 'condition' || node.field === 'block') && Object.hasOwn(dialect.loops, parent.type) && dialect.loops[parent.type]!(parent) !== undefined) return { ...place, loop: parent.line };
  if (node.field !== 'handler' && !dialect.handlers.has(node.type) && parent.children.length < 400) {
    const handler = GUARDED.test(parent.type) ? parent.children.find((child) => dialect.handlers.has(child.type)) : undefined;
    if (handler !== undefined && node.start < handler.start) return { ...place, rescued: handler.line };
  }
  return place;
}

/** Nodes that may have clauses for failures as children. */
const GUARDED = /^(?:try|begin$|body_statement$|do_block$)/;

function visitsFor(dialect: Dialect, out: Collector): Walker['visits'] {
  const visits = new Map<string, (node: SyntaxNode, place: Place) => void>();
  const on = (types: readonly string[], visit: (node: SyntaxNode, place: Place) => void): void => {
    for (const type of types) {
      const before = visits.get(type);
      visits.set(type, before === undefined ? visit : (node, place) => (before(node, place), visit(node, place)));
    }
  };
  const values = valuesOf(dialect);
  const read: Reading = { dialect, out, entries: (name, node) => readEntries(name, node) };

  on(dialect.imports.types, (node) => {
    // A module with its contents is none that is imported.
    if (node.child('body')?.type !== 'declaration_list') for (const { line, ...signal } of dialect.imports.scan(node.text)) out.import({ line: node.line + line - 1, ...signal });
  });
  on(dialect.calls, (node, place) => {
    const called = dialect.called(node);
    const callee = called === undefined ? undefined : calleeOf(node, dialect);
    // Texts are turned into another type of text everywhere; it says nothing.
    if (called === undefined || callee === undefined || (callee.startsWith('""') && called.parts.length === 0)) return;
    // As callees are written, so that they can be compared.
    const target = boundTo(node, dialect)?.brief(120).replace(/^\$+/, '').replace(/->|::/g, '.');
    out.call(node, place, callee, argumentsOf(argumentParts(node, called, dialect), values), { line: called.line ?? node.line, assigned: target });
    readOutcome(node, callee, called, place, read);
    dialect.readCall?.(node, callee, called, place, out);
  });
  on(dialect.decorators, (node, place) => {
    const called = dialect.called(node);
    if (called !== undefined) out.call(node, place, called.name, argumentsOf(called.parts, values), { decorator: true });
  });
  on(dialect.bindings, (node, place) => {
    for (const bound of dialect.bound(node)) readBound(node, bound, place, read);
  });
  on(dialect.definitions, (node, place) => readDefinition(node, place, read));
  on(dialect.binaries, (node, place) => readComparison(node, place, read));
  on([...dialect.tests], (node, place) => tell(dialect.test(node).condition, branchOutcome(node, dialect).leads, place, read));
  on(dialect.assertions ?? [], (node, place) => tell(node.children[0], 'assert', place, read));
  for (const [type, repeated] of Object.entries(dialect.loops)) {
    on([type], (node, place) => {
      const loop = repeated(node);
      if (loop !== undefined) out.loop(node, place, loop.form, loop.over === undefined ? '' : innermost(loop.over, dialect).brief(120));
    });
  }
  on([...dialect.strings, ...dialect.binaries], (node, place) => readText(node, place, dialect, out));
  for (const [type, visit] of Object.entries(dialect.visits ?? {})) on([type], (node, place) => visit(node, place, out));
  return visits;

  function readEntries(name: string, node: SyntaxNode): void {
    for (const entry of flatten([{ name, node }], values, MOST_ENTRIES, false)) if (entry.value !== undefined) out.constant(entry.node.line, entry.name, entry.value);
  }
}

interface Reading {
  readonly dialect: Dialect;
  readonly out: Collector;
  readonly entries: (name: string, node: SyntaxNode) => void;
}

function readOutcome(node: SyntaxNode, callee: string, called: Called, place: Place, read: Reading): void {
  if (readAssertion(node, callee, called, place, read.out, read.dialect)) return;
  const leads = leadsOfCall(node, read.dialect);
  if (leads === 'assert' || leads === 'exit') for (const { node: given } of called.parts.slice(0, 3)) tell(given, leads, place, read);
}

function readBound(node: SyntaxNode, { target, value, type, field }: Bound, place: Place, { dialect, out, entries }: Reading): void {
  const written = target.brief(120).replace(/^[$@]+/, '');
  const own = /^(?:this|self)(?:\.|->)(.+)$/.exec(written)?.[1] ?? (target.text.startsWith('@') ? written : undefined);
  // An attribute of the object belongs to its class, in whichever method it is set.
  const name = own === undefined ? within(place.scope, written) : within(place.scope?.replace(/\.[^.]+$/, ''), own);
  if (type !== undefined) out.binding(node.line, field === true ? name : written, type.brief(120));
  if (value === undefined || CHANGES.test(node.source.slice(target.end, Math.min(value.start, target.end + 80)))) return;
  const given = defaultOf(value, dialect);
  if (given !== undefined) out.constant(value.line, name, given);
  else entries(name, value);
}

/** Operators that change a value instead of giving one; `||=` and `??=` give one. */
const CHANGES = /[-+*/%.^]=|<<=|>>=|[^|]\|=|[^&]&=/;

function defaultOf(value: SyntaxNode, dialect: Dialect): ReturnType<Dialect['literal']> {
  const plain = innermost(value, dialect);
  return dialect.literal(plain) ?? dialect.fallback?.(plain);
}

function readDefinition(node: SyntaxNode, place: Place, { dialect, out }: Reading): void {
  const defined = dialect.defined(node);
  if (defined === undefined) return;
  const { form, bases = [], params = [] } = defined;
  const name = within(place.scope, defined.name);
  const decorators = (defined.decorators ?? []).flatMap((decorator) => dialect.called(decorator)?.name ?? []);
  out.definition({
    line: (defined.decorators?.[0] === undefined ? node : (node.child('name') ?? node)).line,
    endLine: node.endLine,
    form,
    name,
    ...(bases.length > 0 && { bases }),
    ...(decorators.length > 0 && { decorators }),
    ...(params.length > 0 && { params: params.map((param) => param.name) }),
  });
  for (const param of params) {
    if (param.type !== undefined) {
      out.binding(param.node.line, param.name, param.type.brief(120));
      if (param.field === true) out.binding(param.node.line, joined(form === 'class' ? name : (place.scope ?? ''), param.name), param.type.brief(120));
    }
    const given = param.value === undefined ? undefined : defaultOf(param.value, dialect);
    if (given !== undefined && given !== null) out.constant(param.node.line, `${name}(${param.name})`, given);
  }
}

const OPERATORS: Readonly<Record<string, Comparison['op']>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '==': '==', '===': '==', '!=': '!=', '!==': '!=', '<>': '!=' };

function readComparison(node: SyntaxNode, place: Place, { dialect, out }: Reading): void {
  const left = dialect.compared?.(node) ?? node.child('left');
  const right = node.child('right');
  if (left === undefined || right === undefined) return;
  const written = operatorOf(node);
  if (!Object.hasOwn(OPERATORS, written)) return;
  const { leads, names } = outcomeOf(node, dialect);
  out.comparison(place, { line: node.line, left: left.brief(120), op: OPERATORS[written]!, right: right.brief(120), leads }, names);
}

function tell(condition: SyntaxNode | undefined, leads: Comparison['leads'], place: Place, { dialect, out }: Reading): void {
  if (leads !== 'none') for (const name of namesIn(condition, dialect)) out.tested(place, name, leads);
}
