import { createHash } from 'node:crypto';
import type { Catalogue } from '../domain/catalogue.ts';
import { AREAS } from '../domain/rule.ts';
import type { Operator, Rule } from '../domain/rule.ts';
import { mapOperator } from './operators.ts';

/** What a rules folder holds, verified, before it is compiled. */
export type CatalogueParts = Pick<Catalogue, 'tools' | 'rules' | 'kind' | 'models' | 'maturity'>;

/**
 * Numbers the operators that are matched on the bytes of one file, brings everything into one order and hashes it. Rules come in the
 * order of the areas and then by id; everything else by id.
 */
export function compileCatalogue(parts: CatalogueParts): Catalogue {
  const localOperators: Operator[] = [];
  const numbers = new Map<string, number>();
  const numbered = (operator: Operator): Operator => mapOperator(operator, (part) => numberLocal(part, localOperators, numbers));

  const rules = [...parts.rules].sort((a, b) => AREAS.indexOf(a.area) - AREAS.indexOf(b.area) || byId(a, b)).map((rule) => inRule(rule, numbered));
  const kind = { kinds: parts.kind.kinds.map((rung) => (rung.when ? { ...rung, when: numbered(rung.when) } : rung)) };
  const tools = [...parts.tools].sort(byId);
  const maturity = [...parts.maturity].sort(byId);
  const compiled = { tools, rules, kind, models: parts.models, maturity, localOperators };
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
