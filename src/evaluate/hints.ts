import type { Operator, Rule } from '../domain/rule.ts';
import type { Strength } from '../domain/strength.ts';
import { rank } from '../domain/strength.ts';
import type { Category } from '../domain/tool.ts';
import type { Context } from './context.ts';
import type { Decision } from './decide.ts';
import { evaluateOperator } from './operators/index.ts';

const MOST_HINTS = 5;
const MOST_PLACES = 3;

/** Near misses: what would have counted but for one thing, and what lowered the strength. */
export function hintsOf(rule: Rule, strength: Strength, decision: Decision, context: Context): string[] {
  if (rule.undecided) return ['not examined yet'];
  const unused = rank(strength) === 0 ? unusedTools(rule, context) : [];
  return [...new Set([...decision.lowered, ...declaredHints(rule, strength, context), ...unused])].slice(0, MOST_HINTS);
}

function declaredHints(rule: Rule, strength: Strength, context: Context): string[] {
  return (rule.hints ?? []).flatMap((hint) => {
    if (rank(strength) >= rank(hint.below ?? 'present')) return [];
    const places = [...new Set(evaluateOperator(hint.when, context, { roles: rule.roles }).map(({ path, line }) => `${path}${line ? `:${line}` : ''}`))];
    return places.length > 0 ? [`${hint.says} (${named(places)})`] : [];
  });
}

/** Whoever mends one place wants to know of the others. */
function named(places: readonly string[]): string {
  const rest = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Tools that would have counted, declared as dependencies and imported nowhere. */
function unusedTools(rule: Rule, context: Context): string[] {
  const categories = new Set<Category>();
  const ids = new Set<string>();
  for (const operator of [rule.present, rule.automated, rule.enforced]) if (operator) collectTools(operator, categories, ids);
  return [...new Set([...context.toolsOf([...categories].sort()), ...ids])].sort().flatMap((id) => {
    const [declared] = context.links.toolDependencies.get(id) ?? [];
    if (!declared || context.links.toolImports.get(id)?.length) return [];
    return [`${context.tools.get(id)?.name ?? id} is declared in ${declared.path}:${declared.line} and imported nowhere`];
  });
}

function collectTools(operator: Operator, categories: Set<Category>, ids: Set<string>): void {
  if (operator.tool?.shows.some((way) => way === 'call' || way === 'import')) {
    for (const category of operator.tool.category ?? []) categories.add(category);
    for (const id of operator.tool.id ?? []) ids.add(id);
  }
  for (const part of [...(operator.any ?? []), ...(operator.all ?? []), operator.count?.of, operator.owners?.of, operator.runs?.of, operator.limit?.of, operator.most?.of]) if (part) collectTools(part, categories, ids);
}
