/** The functions of Azure's conditions, whose names GitHub's do not use: `and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))`. */
import type { Scope } from './scope.ts';
import type { Ternary, Value } from './values.ts';
import { equal, literal, not, ordered, ternary, textOf, textTest, truth, UNKNOWN } from './values.ts';

export function azureCall(name: string, args: readonly Value[], { status }: Scope): Value {
  const [first, second, ...rest] = args;
  switch (name) {
    case 'succeeded':
      return ternary(status.success);
    case 'failed':
      return ternary(status.failure);
    case 'canceled':
      return ternary(status.cancelled);
    case 'succeededorfailed':
      return ternary(status.success === true || status.failure === true ? true : undefined);
    case 'and':
      return ternary(all(args.map(truth)));
    case 'or':
      return ternary(not(all(args.map((arg) => not(truth(arg))))));
    case 'not':
      return first === undefined ? UNKNOWN : ternary(not(truth(first)));
    case 'eq':
    case 'ne': {
      if (first === undefined || second === undefined) return UNKNOWN;
      const same = equal(words(first), words(second));
      return ternary(name === 'ne' ? not(same) : same);
    }
    case 'in':
    case 'notin': {
      if (first === undefined) return UNKNOWN;
      const none = all([second, ...rest].map((other) => (other === undefined ? true : not(equal(words(first), words(other))))));
      return ternary(name === 'in' ? not(none) : none);
    }
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return first === undefined || second === undefined ? UNKNOWN : ternary(ordered(name === 'gt' ? '>' : name === 'ge' ? '>=' : name === 'lt' ? '<' : '<=', first, second));
    case 'containsvalue':
      return first === undefined || second === undefined ? UNKNOWN : ternary(textTest('contains', first, second));
    case 'lower':
    case 'upper':
      // Texts are compared without regard to case anyway.
      return first ?? UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function all(answers: readonly Ternary[]): Ternary {
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

/** Azure compares as text: `eq(variables.run, true)` holds for 'true', and what is not set is the empty text. */
function words(value: Value): Value {
  return value.kind === 'literal' ? literal(textOf(value.value)) : value;
}
