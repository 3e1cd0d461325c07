import { createHash } from 'node:crypto';
import type { Catalogue } from '../domain/catalogue.ts';
import { AREAS } from '../domain/rule.ts';
import type { Operator, Rule } from '../domain/rule.ts';
import { mapOperator } from './operators.ts';

/** Models that ask for no place come behind those that do. */
const LAST = 1000;

/** What a rules folder holds, verified, before it is compiled. */
export type CatalogueParts = Pick<Catalogue, 'tools' | 'rules' | 'kind' | 'models' | 'maturity'>;

/** What house rules add to what ships. */
export interface HouseParts extends Pick<CatalogueParts, 'tools' | 'rules' | 'maturity'> {
  /** The texts that must be matched in linear time, should they be patterns. */
  readonly texts: readonly string[];
}

/**
 * Numbers the operators that are matched on the bytes of one file, brings everything into one order and hashes it. Rules come in the
 * order of the areas and then by id, models in their own order, everything else by id; what a house adds comes behind what ships.
 */
export function compileCatalogue(parts: CatalogueParts, house?: HouseParts): Catalogue {
  const localOperators: Operator[] = [];
  const numbers = new Map<string, number>();
  const numbered = (operator: Operator): Operator => mapOperator(operator, (part) => numberLocal(part, localOperators, numbers));

  const rules = inOrder(byId, parts.rules, house?.rules).sort((a, b) => AREAS.indexOf(a.area) - AREAS.indexOf(b.area)).map((rule) => inRule(rule, numbered));
  const kind = { kinds: parts.kind.kinds.map((rung) => (rung.when ? { ...rung, when: numbered(rung.when) } : rung)) };
  const tools = inOrder(byId, parts.tools, house?.tools);
  const maturity = inOrder((a, b) => (a.order ?? LAST) - (b.order ?? LAST) || byId(a, b), parts.maturity, house?.maturity);
  const compiled = { tools, rules, kind, models: parts.models, maturity, localOperators, ...(house && { house: [...house.texts].sort() }) };
  // Examples only serve tests; without them the bundle and the sources have one hash.
  const hash = createHash('sha256').update(canonical({ ...compiled, rules: rules.map(withoutExamples) })).digest('hex').slice(0, 16);
  return { ...compiled, hash };
}

/** A rule as dist/ carries it. */
export function withoutExamples(rule: Rule): Rule {
  const { examples: _, ...rest } = rule;
  return rest;
}

/** Operators that look for the same thing in the same files share a number, so that each file is searched once for it. */
function numberLocal(operator: Operator, locals: Operator[], numbers: Map<string, number>): Operator {
  const { op: _, ...plain } = operator;
  const local: Operator | undefined = plain.text ? { text: plain.text } : plain.document ? { document: plain.document } : undefined;
  if (local === undefined) return plain;
  const key = canonical(local);
  const op = numbers.get(key) ?? locals.length;
  if (op === locals.length) locals.push({ ...local, op });
  numbers.set(key, op);
  return { ...plain, op };
}

function inRule(rule: Rule, change: (operator: Operator) => Operator): Rule {
  const { present, automated, enforced, hints } = rule;
  return {
    ...rule,
    ...(present && { present: change(present) }),
    ...(automated && { automated: change(automated) }),
    ...(enforced && { enforced: change(enforced) }),
    ...(hints && { hints: hints.map((hint) => ({ ...hint, when: change(hint.when) })) }),
  };
}

function inOrder<T>(order: (a: T, b: T) => number, shipped: readonly T[], added: readonly T[] = []): T[] {
  return [...[...shipped].sort(order), ...[...added].sort(order)];
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** JSON with sorted keys: the same knowledge, the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
