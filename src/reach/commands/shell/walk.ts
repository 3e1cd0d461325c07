import type { AndOr, Case, Command, CompoundList, For, If, ParsedScript, Pipeline, Statement, SyntaxNode, While, Word } from 'unbash';
import { QUIET } from '../quiet.ts';
import type { Hidden } from './expressions.ts';
import type { Budget, ShellText, SimpleCommand } from './index.ts';
import { applyBuiltin, assign, copyOf, fieldsOfCommand, newEnvironment, type Environment } from './environment.ts';
import { cut, given, lineOf, lineStarts, lose, lossOf, written, type Context, type Walk } from './context.ts';
import { excerptOf } from './excerpt.ts';
import { lastFailingExit, leadsToFailure, leavesMark } from './failure.ts';
import { caseItems, isTest } from './questions.ts';
import { fieldsOf, substitutions, textOf } from './words.ts';

const MAX_COMMANDS = 2_000;
/** Words of all commands together: a variable of many words can be named many times. */
const MAX_WORDS = 100_000;
const MAX_CALLS = 12;
const MAX_TURNS = 20;

/** Simple commands in the order of the text; functions where they are called. */
export function walkScript(script: ParsedScript, source: ShellText, hidden: Hidden, budget: Budget): SimpleCommand[] {
  const walk: Walk = {
    source, hidden, lines: lineStarts(hidden.text), failingExit: lastFailingExit(hidden.text), found: [], active: new Set(), budget, words: 0,
  };
  const env = newEnvironment(source);
  if (script.shebang !== undefined && /\s-[a-z]*e/.test(script.shebang)) env.errexit = true;
  statements(walk, env, script.commands, { tail: true, lost: [], conditional: [], depth: 0 });
  return walk.found;
}

function statements(walk: Walk, env: Environment, list: readonly Statement[], context: Context): void {
  for (const [index, statement] of list.entries()) {
    if (walk.budget.left <= 0) return;
    const next = list[index + 1];
    // `cmd; status=$?` keeps the failure, if the text fails of it later.
    const isLookedAt = next !== undefined && walk.failingExit >= next.pos && /\$\?|\$\{\?\}|PIPESTATUS/.test(walk.hidden.text.slice(next.pos, next.end));
    const at = { ...context, tail: isLookedAt || (next === undefined && context.tail) };
    if (statement.background) node(walk, copyOf(env), statement.command, lose(walk, at, statement, '`&` leaves it running in the background'));
    else node(walk, env, statement.command, at);
    if (statement.command.type === 'Command' && /^(?:exit|return)$/.test(statement.command.name?.value ?? '')) return;
  }
}

function node(walk: Walk, env: Environment, one: SyntaxNode, context: Context): void {
  if ((walk.budget.left -= 1) < 0 || walk.found.length >= MAX_COMMANDS || walk.words > MAX_WORDS) return;
  switch (one.type) {
    case 'Command': return command(walk, env, one, context);
    case 'Pipeline': return pipeline(walk, env, one, context);
    case 'AndOr': return andOr(walk, env, one, context);
    case 'If': return branch(walk, env, one, context);
    case 'While': return repeat(walk, env, one, context);
    case 'For':
    case 'Select': return each(walk, env, one, context);
    case 'ArithmeticFor': return statements(walk, env, one.body.commands, { ...context, tail: false });
    case 'Case': return choose(walk, env, one, context);
    case 'Subshell': return statements(walk, copyOf(env), one.body.commands, context);
    case 'BraceGroup': return statements(walk, env, one.body.commands, context);
    case 'CompoundList': return statements(walk, env, one.commands, context);
    case 'Redirected': return node(walk, env, one.command, context);
    case 'Coproc': return node(walk, copyOf(env), one.body, lose(walk, context, one, '`coproc` leaves it running in the background'));
    case 'Function': return void env.functions.set(one.name.value, one.body);
    default: return undefined;
  }
}

function command(walk: Walk, env: Environment, one: Command, context: Context): void {
  const prefix = one.prefix.filter((part) => part.type === 'Assignment');
  const certain = context.conditional.length === 0;
  if (!one.name) {
    for (const assignment of prefix) {
      if (assignment.value.type === 'Word') substituted(walk, env, assignment.value, context);
      assign(env, assignment, certain);
    }
    return;
  }
  // The exit code of `$(...)` among the arguments is nobody's.
  const inner = lose(walk, context, one, '`$(...)` among arguments drops its exit code');
  for (const part of [one.name, ...one.args]) {
    const word = part.type === 'Word' ? part : part.value;
    if (word.type === 'Word') substituted(walk, env, word, inner);
  }
  const words = fieldsOfCommand(one, env);
  const name = words[0] ?? '';
  walk.words += words.length;
  if (applyBuiltin(env, one, words.map(walk.hidden.show), certain)) return;
  const body = env.functions.get(name);
  if (body) return call(walk, env, name, words.slice(1), body, context);
  if (name === '' || QUIET.has(name) || isTest(one)) return;
  const line = lineOf(walk, one.name.pos);
  walk.found.push({
    words: words.map(walk.hidden.show), line, excerpt: excerptOf(written(walk, one)), cwd: env.cwd,
    inputs: prefix.map((assignment) => ({
      name: assignment.name, line: lineOf(walk, assignment.pos),
      ...(assignment.value.type === 'Word' ? { value: walk.hidden.show(textOf(assignment.value, env)) } : {}),
    })),
    swallowed: lossOf(walk, env, context, line), conditional: context.conditional,
  });
}

function substituted(walk: Walk, env: Environment, word: Word, context: Context): void {
  for (const script of substitutions(word)) {
    // Scripts in backquotes with escapes have offsets of their own, which fit no line.
    if (script.source === undefined) statements(walk, copyOf(env), script.commands, context);
  }
}

function call(walk: Walk, env: Environment, name: string, args: readonly string[], body: SyntaxNode, context: Context): void {
  if (walk.active.has(name) || context.depth >= MAX_CALLS) return;
  walk.active.add(name);
  const outer = env.args;
  env.args = args;
  node(walk, env, body, { ...context, depth: context.depth + 1 });
  env.args = outer;
  walk.active.delete(name);
}

function pipeline(walk: Walk, env: Environment, one: Pipeline, context: Context): void {
  const last = one.commands.length - 1;
  const isNegated = !context.asked && one.prefixes.some((prefix) => prefix.type === 'Negation');
  const outer = isNegated ? lose(walk, context, one, '`!` turns its failure into a success') : context;
  const isKept = env.pipefail || walk.hidden.text.slice(one.end, one.end + 200).includes('PIPESTATUS');
  for (const [index, part] of one.commands.entries()) {
    const next = one.commands[index + 1];
    // Without pipefail a pipe's exit code is its last command's. GitHub runs `bash -e` by default, and adds pipefail only for `shell: bash`.
    const at = next && !isKept ? lose(walk, outer, part, `\`| ${cut(written(walk, next))}\` hides its exit code, and pipefail is not set`) : outer;
    node(walk, last === 0 ? env : copyOf(env), part, at);
  }
}

function andOr(walk: Walk, env: Environment, one: AndOr, context: Context): void {
  for (const [index, part] of one.commands.entries()) {
    const before = one.commands[index - 1];
    const joint = one.operators[index - 1];
    let at = context;
    if (before && joint === '||') at = given(walk, at, `unless ${written(walk, before)}`);
    else if (before && isTest(before)) at = given(walk, at, written(walk, before));
    node(walk, env, part, handled(walk, env, one, index, at));
  }
}

/** The first `||` after a command takes its failure; without one, only a failure of the last command stops the shell. */
function handled(walk: Walk, env: Environment, one: AndOr, index: number, context: Context): Context {
  const at = one.operators.indexOf('||', index);
  const handler = at === -1 ? undefined : one.commands[at + 1];
  if (handler) {
    const isPassedOn = leadsToFailure(handler, env.functions) || (leavesMark(handler) && walk.failingExit > handler.pos);
    if (isPassedOn) return { ...context, tail: true, asked: true, exempt: '`set -e` does not count before `||`' };
    return lose(walk, context, one.commands[index] ?? one, `\`|| ${cut(written(walk, handler))}\` takes its failure`);
  }
  return index === one.commands.length - 1 ? context : { ...context, exempt: '`set -e` does not count before `&&`' };
}

function branch(walk: Walk, env: Environment, one: If, context: Context): void {
  const arms = [one, ...one.elif];
  const branches = [...arms.map((arm) => arm.then), ...(one.else ? [one.else] : [])];
  // A loop that tries again leaves on success, and fails further down where it did not.
  const isPassedOn = branches.some((then) => leadsToFailure(then, env.functions) || (leavesMark(then) && walk.failingExit > one.end));
  let otherwise = context;
  for (const { clause, then } of arms) {
    const text = written(walk, clause);
    asked(walk, env, clause, otherwise, isPassedOn, `\`if\` takes its failure`);
    statements(walk, env, then.commands, given(walk, otherwise, `if ${text}`));
    otherwise = given(walk, otherwise, `else of if ${text}`);
  }
  if (one.else) statements(walk, env, one.else.commands, otherwise);
}

function repeat(walk: Walk, env: Environment, one: While, context: Context): void {
  asked(walk, env, one.clause, context, leadsToFailure(one.body, env.functions), `\`${one.kind}\` takes its failure`);
  statements(walk, env, one.body.commands, { ...context, tail: false });
}

/** A command that is asked as a condition: its failure is an answer, unless what follows makes the script fail. */
function asked(walk: Walk, env: Environment, clause: CompoundList, context: Context, isPassedOn: boolean, reason: string): void {
  const at = isPassedOn ? { ...context, tail: true, asked: true, exempt: '`set -e` does not count in a condition' } : lose(walk, context, clause, reason);
  statements(walk, env, clause.commands, at);
}

function each(walk: Walk, env: Environment, one: For | Extract<SyntaxNode, { type: 'Select' }>, context: Context): void {
  const values = one.type === 'For' ? (one.wordlist ?? []).flatMap((word) => fieldsOf(word, env)) : [];
  const name = one.name.value;
  const isLiteral = values.length > 0 && values.length <= MAX_TURNS && values.every((value) => !/[$*?[{`]/.test(value));
  for (const [index, value] of (isLiteral ? values : [undefined]).entries()) {
    if (value === undefined) env.variables.delete(name);
    else env.variables.set(name, value);
    statements(walk, env, one.body.commands, { ...context, tail: context.tail && isLiteral && index === values.length - 1 });
  }
  env.variables.delete(name);
}

function choose(walk: Walk, env: Environment, one: Case, context: Context): void {
  const subject = textOf(one.word, env);
  const { items, certain } = caseItems(one, subject);
  for (const item of items) {
    const patterns = item.pattern.map((word) => walk.hidden.show(word.text)).join('|');
    statements(walk, env, item.body.commands, certain ? context : given(walk, context, `case ${written(walk, one.word)} in ${patterns}`));
  }
}
