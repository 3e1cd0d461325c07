/** What inputs, variables and the matrix stand for on the way into a step, an action or a called pipeline. */
import type { Argument } from '../domain/signals.ts';
import { fillTemplate, templateValue } from './conditions.ts';
import type { Filled } from './frame.ts';
import type { Scope } from './scope.ts';
import type { Value } from './values.ts';
import { literal, textOf, UNKNOWN } from './values.ts';

/** Texts are kept up to this length in the small form: one so long may go on. */
const CUT_AT = 2_000;
/** Combinations of a matrix that one step is looked at in. */
const MOST_COMBINATIONS = 24;

/** The scope with the variables of one more level. They are texts, whatever YAML made of them. */
export function withVariables(scope: Scope, env: readonly Argument[]): Scope {
  if (env.length === 0) return scope;
  const merged = new Map(scope.env);
  for (const variable of env) merged.set(variable.name.toLowerCase(), asText(valueOf(variable, scope)));
  return { ...scope, env: merged };
}

/** Inputs that a person or an unknown caller fills: anything, most likely the default. */
export function openInputs(declared: readonly Argument[]): ReadonlyMap<string, Value> {
  return new Map(declared.map(({ name, value }) => [name.toLowerCase(), value === undefined || value === null ? UNKNOWN : { kind: 'unknown', text: String(value) }]));
}

/** Inputs as the called one sees them: what the caller gives, else the default, else nothing. */
export function givenInputs(declared: readonly Argument[], given: readonly Argument[], scope: Scope, texts: boolean): ReadonlyMap<string, Value> {
  const inputs = new Map<string, Value>();
  for (const input of [...declared, ...given]) {
    const value = valueOf(input, scope);
    inputs.set(input.name.toLowerCase(), texts ? asText(value) : value);
  }
  return inputs;
}

function valueOf(argument: Argument, scope: Scope): Value {
  if (argument.value !== undefined) return literal(argument.value);
  if (argument.text === undefined) return literal(null);
  return argument.text.length >= CUT_AT || !argument.text.includes('${{') ? UNKNOWN : templateValue(argument.text, scope);
}

function asText(value: Value): Value {
  return value.kind === 'literal' ? literal(textOf(value.value)) : value;
}

/** Arguments with what is known filled into their expressions. */
export function fillArguments(given: readonly Filled[], scope: Scope): Filled[] {
  return given.map((argument) => {
    if (argument.text === undefined || argument.text.length >= CUT_AT) return argument;
    const text = fillTemplate(argument.text, scope);
    return text.includes('${{') ? { ...argument, text } : { name: argument.name, value: text, line: argument.line };
  });
}

/** One scope per combination of those matrix dimensions that the texts mention; the scope itself when they mention none. */
export function combinations(texts: readonly (string | undefined)[], scope: Scope): Scope[] {
  const text = texts.join('\n').toLowerCase();
  if (scope.matrix === undefined || !text.includes('matrix.')) return [scope];
  let scopes: Scope[] = [scope];
  for (const [dimension, values] of Object.entries(scope.matrix)) {
    if (!text.includes(`matrix.${dimension.toLowerCase()}`)) continue;
    const chosen = scopes.flatMap((one) => values.map((value) => ({ ...one, matrix: { ...one.matrix, [dimension]: [value] } })));
    if (chosen.length > MOST_COMBINATIONS) return scopes;
    scopes = chosen;
  }
  return scopes;
}
