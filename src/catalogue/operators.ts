import { OPERATORS } from '../domain/rule.ts';
import type { KindRules, Operator, OperatorName, Rule } from '../domain/rule.ts';
import type { Path } from '../located-yaml/source.ts';

export interface Placed {
  readonly operator: Operator;
  readonly at: Path;
}

/** Operators around other operators, and the fields that hold those. */
const WRAPPERS = { count: ['of'], runs: ['of'], uses: ['of'], limit: ['of', 'unless'], most: ['of', 'among'], owners: ['of'] } as const;
const WRAPPER_NAMES = Object.keys(WRAPPERS) as (keyof typeof WRAPPERS)[];

/** Every operator that has operators inside. */
export const COMPOSITES: readonly OperatorName[] = ['any', 'all', 'not', ...WRAPPER_NAMES];

/** An operator and all those inside it, outermost first. */
function operatorsIn(operator: Operator, at: Path): readonly Placed[] {
  return [
    { operator, at },
    ...(operator.any ?? []).flatMap((part, index) => operatorsIn(part, [...at, 'any', index])),
    ...(operator.all ?? []).flatMap((part, index) => operatorsIn(part, [...at, 'all', index])),
    ...(operator.not ? operatorsIn(operator.not, [...at, 'not']) : []),
    ...WRAPPER_NAMES.flatMap((name) => wrapped(operator, name).flatMap(([field, part]) => operatorsIn(part, [...at, name, field]))),
  ];
}

function wrapped(operator: Operator, name: keyof typeof WRAPPERS): (readonly [string, Operator])[] {
  const wrapper = operator[name] as Readonly<Record<string, Operator>> | undefined;
  return WRAPPERS[name].flatMap((field) => (wrapper?.[field] ? [[field, wrapper[field]] as const] : []));
}

/** Every operator of a rule, with its hints. */
export function operatorsOfRule(rule: Rule): readonly Placed[] {
  const rungs = (['present', 'automated', 'enforced'] as const).flatMap((rung) => (rule[rung] ? operatorsIn(rule[rung], [rung]) : []));
  return [...rungs, ...(rule.hints ?? []).flatMap(({ when }, index) => operatorsIn(when, ['hints', index, 'when']))];
}

export function operatorsOfKind({ kinds }: KindRules): readonly Placed[] {
  return kinds.flatMap(({ when }, index) => (when ? operatorsIn(when, ['kinds', index, 'when']) : []));
}

/** The same operator with every operator inside it, and then itself, replaced. */
export function mapOperator(operator: Operator, change: (operator: Operator) => Operator): Operator {
  const inner = (part: Operator): Operator => mapOperator(part, change);
  return change({
    ...operator,
    ...(operator.any && { any: operator.any.map(inner) }),
    ...(operator.all && { all: operator.all.map(inner) }),
    ...(operator.not && { not: inner(operator.not) }),
    ...Object.fromEntries(
      WRAPPER_NAMES.filter((name) => operator[name]).map((name) => [
        name,
        { ...operator[name], ...Object.fromEntries(wrapped(operator, name).map(([field, part]) => [field, inner(part)])) },
      ]),
    ),
  });
}

/** Which of the operators it is. */
export function nameOf(operator: Operator): OperatorName | undefined {
  return OPERATORS.find((name) => operator[name] !== undefined);
}
