/**
 * Decides what an `if:` comes to on one event: true, false, or undefined where it depends on something that no file tells. Only a sure
 * false keeps an event from a step; what is unknown counts as reached.
 */
import type { Expression } from './expressions.ts';
import { asksForStatus, parseExpression } from './expressions.ts';
import type { Scope } from './scope.ts';
import { ANY_STATUS, operandValue } from './scope.ts';
import type { Ternary, Value } from './values.ts';
import { azureCall } from './azure-functions.ts';
import { equal, literal, not, ordered, ternary, textOf, textTest, truth, UNKNOWN } from './values.ts';

/** Whether a job or step with this condition (undefined: none) runs. */
export function holds(condition: string | undefined, scope: Scope): Ternary {
  const expression = condition === undefined ? undefined : conditionExpression(condition);
  if (expression === 'text') return scope.status.success !== false;
  const itself = condition === undefined ? true : expression === undefined ? undefined : truth(evaluate(expression, scope));
  // A condition that does not ask how things went holds only while all is well.
  if ((expression === undefined || !asksForStatus(expression)) && scope.status.success === false) return false;
  return itself;
}

/** True when the condition is false whatever happens: `if: false`. */
export function isNever(condition: string): boolean {
  // With its own text for exports, every variable in it may have any value.
  return holds(condition, { env: new Map(), exports: condition.toLowerCase(), status: ANY_STATUS, labelled: true }) === false;
}

/** `continue-on-error: ${{ … }}` and other values that a template gives. */
export function templateTruth(text: string, scope: Scope): Ternary {
  const value = templateValue(text, scope);
  // Text is what YAML makes of the result: `${{ matrix.experimental }}` gives true or false as a word.
  if (value.kind === 'literal' && typeof value.value === 'string') return value.value !== '' && value.value.toLowerCase() !== 'false';
  return value.kind === 'some' ? agreement(value.values.map((word) => word !== '' && word.toLowerCase() !== 'false')) : truth(value);
}

function agreement(words: readonly boolean[]): Ternary {
  return words.every(Boolean) ? true : words.some(Boolean) ? undefined : false;
}

/** The value of a text with `${{ … }}` in it. */
export function templateValue(text: string, scope: Scope): Value {
  const inner = wholeExpression(text);
  if (inner !== undefined) {
    const expression = parseExpression(inner);
    return expression === undefined ? UNKNOWN : evaluate(expression, scope);
  }
  const filled = fillTemplate(text, scope);
  return filled.includes('${{') ? { kind: 'unknown', text: filled } : literal(filled);
}

/** Replaces each `${{ … }}` that inputs, variables or the matrix decide; all others stay as written. */
export function fillTemplate(text: string, scope: Scope): string {
  if (!text.includes('${{')) return text;
  const alone = wholeExpression(text) !== undefined;
  return text.replace(/\$\{\{([^{}]{0,500})\}\}/g, (written: string, inner: string) => {
    const expression = parseExpression(inner);
    const value = expression !== undefined && isLocal(expression) ? single(evaluate(expression, scope)) : undefined;
    // The lines after it must keep their numbers.
    return value === undefined ? written : onOneLine(value, alone);
  });
}

/** A text of several lines is a list of commands where it stands alone, words where it does not. */
function onOneLine(text: string, alone: boolean): string {
  return text.trim().replace(/[ \t]*\\\n\s*/g, ' ').replace(/[ \t]*\n\s*/g, alone ? '; ' : ' ');
}

function single(value: Value): string | undefined {
  if (value.kind === 'literal') return textOf(value.value);
  if (value.kind === 'unknown') return value.text;
  return value.kind === 'some' && value.values.length === 1 ? value.values[0] : undefined;
}

/** Operands whose value does not depend on the event, so that a command reads the same on all. */
function isLocal(expression: Expression): boolean {
  if (expression.kind === 'literal') return true;
  if (expression.kind === 'operand') return ['inputs', 'parameters', 'variables', 'env', 'matrix'].includes(expression.path[0] ?? '');
  if (expression.kind === 'not') return isLocal(expression.of);
  return expression.kind === 'binary' && isLocal(expression.left) && isLocal(expression.right);
}

function wholeExpression(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed.startsWith('${{') && trimmed.indexOf('}}') === trimmed.length - 2 ? trimmed.slice(3, -2) : undefined;
}

/** `text`: an expression with words around it (`${{ a }} && b`) makes a text that is never empty, hence true. GitHub takes it so, too. */
function conditionExpression(condition: string): Expression | 'text' | undefined {
  const inner = wholeExpression(condition);
  if (inner !== undefined) return parseExpression(inner);
  return condition.includes('${{') ? 'text' : parseExpression(condition);
}

function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'operand':
      return operandValue(expression.path, scope);
    case 'not':
      return ternary(not(truth(evaluate(expression.of, scope))));
    case 'call':
      return callValue(expression.name, expression.args.map((arg) => evaluate(arg, scope)), scope);
    case 'binary':
      return binaryValue(expression, scope);
  }
}

/** `&&` and `||` give one of their sides, as in `a && 'x' || 'y'`. */
function binaryValue(expression: Expression & { kind: 'binary' }, scope: Scope): Value {
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  switch (expression.op) {
    case '&&':
      return truth(left) === false ? left : truth(left) === true ? right : truth(right) === false ? { kind: 'unknown', truth: false } : UNKNOWN;
    case '||':
      return truth(left) === true ? left : truth(left) === false ? right : likely(left, right);
    case '==':
      return ternary(equal(left, right));
    case '!=':
      return ternary(not(equal(left, right)));
    default:
      return ternary(ordered(expression.op, left, right));
  }
}

/** `inputs.suite || 'smoke'`: what a person gets who fills in nothing. */
function likely(left: Value, right: Value): Value {
  const text = single(left) || single(right);
  return { kind: 'unknown', ...(truth(right) === true ? { truth: true } : {}), ...(text === undefined ? {} : { text }) };
}

function callValue(name: string, args: readonly Value[], scope: Scope): Value {
  const [first, second] = args;
  switch (name) {
    case 'always':
      return literal(true);
    case 'success':
    case 'failure':
    case 'cancelled':
      return ternary(scope.status[name]);
    case 'contains':
    case 'startswith':
    case 'endswith':
      return first === undefined || second === undefined ? UNKNOWN : ternary(textTest(name, first, second));
    case 'fromjson':
      return first?.kind === 'literal' ? fromJson(textOf(first.value)) : UNKNOWN;
    default:
      return azureCall(name, args, scope);
  }
}

function fromJson(text: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return UNKNOWN;
  }
  if (isScalar(value)) return literal(value);
  return Array.isArray(value) && value.every(isScalar) ? { kind: 'list', values: value } : UNKNOWN;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
