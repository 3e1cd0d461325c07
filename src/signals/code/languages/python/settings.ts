import type { Literal } from '../../../../domain/signals.ts';
import type { Collector } from '../../reading/collector.ts';
import { unwrap } from '../../reading/binding.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { argument, callParts, calleeOf, literal } from './values.ts';

/** Reads of the environment by a call: `os.getenv("X")`, `os.environ.get("X", d)`, `env.str("X")`, `config("X")`. */
const READERS = /^(?:os\.)?(?:getenv|environ(?:\.get|\.pop)?)$|(?:^|\.)(?:getenv|get_env|env|config|get_env_var|env_var|require_env)(?:\.(?:get|str|int|bool|float|list|json|url|path))?$/i;
/** Functions that describe a field and take its default. */
const FIELDS = /(?:^|\.)(?:Field|field|Option|Argument|attrib|ib)$/;
const OPTIONS = /(?:^|\.)(?:add_argument|option|argument)$/;
const ENVIRONMENT_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Settings that a call reads or declares. */
export function readSettingCall(call: SyntaxNode, callee: string, out: Collector): void {
  const first = argument(call, '0');
  const name = first === undefined ? undefined : literal(first);
  if (READERS.test(callee) && typeof name === 'string' && isEnvironmentName(name, callee)) {
    out.setting(call.line, name, 'env', fallbackOf(call));
  } else if (OPTIONS.test(callee)) readOption(call, out);
  else if (FIELDS.test(callee)) {
    const alias = argument(call, 'env') ?? argument(call, 'envvar');
    const variable = alias === undefined ? undefined : literal(alias);
    if (typeof variable === 'string') out.setting(call.line, variable, 'env', fieldDefault(call));
    // A parameter whose default describes an option of the command line.
    const parameter = /(?:Option|Argument)$/.test(callee) && call.parent?.type === 'typed_default_parameter' ? call.parent.child('name') : undefined;
    if (parameter !== undefined) out.setting(call.line, parameter.text, 'argument', fieldDefault(call));
  }
}

/** A general word such as `config` only counts with a name in capitals. */
function isEnvironmentName(name: string, callee: string): boolean {
  return ENVIRONMENT_NAME.test(name) && (/environ|getenv/.test(callee) || name === name.toUpperCase());
}

/** `add_argument("-m", "--model", default="x")`, `@click.option("--model")`. */
function readOption(call: SyntaxNode, out: Collector): void {
  const words = callParts(call).flatMap(({ name, node }) => (/^\d+$/.test(name) ? [literal(node)] : []));
  const flags = words.filter((word): word is string => typeof word === 'string');
  const flag = flags.find((word) => word.startsWith('--')) ?? flags[0];
  if (flag === undefined || !/^-{0,2}[A-Za-z][\w/-]*$/.test(flag)) return;
  const given = argument(call, 'default');
  out.setting(call.line, flag.replace(/^-+/, '').replace(/\/.*$/, ''), 'argument', given === undefined ? undefined : defaultOf(given));
}

/** `os.environ["X"]`, read and not assigned. */
export function readSubscript(node: SyntaxNode, out: Collector): void {
  const written = (node.field === 'left' && node.parent?.type === 'assignment') || node.parent?.type === 'delete_statement';
  if (written || !/^(?:os\.)?environ$/.test(node.child('value')?.text ?? '')) return;
  const key = node.child('subscript');
  const name = key === undefined ? undefined : literal(key);
  if (typeof name === 'string') out.setting(node.line, name, 'env', fallbackBeside(node));
}

/** Fields of a class whose bases end in `Settings` are read from the environment, upper-cased and with the class's prefix. */
export function readSettingsClass(node: SyntaxNode, bases: readonly string[], out: Collector): void {
  if (!bases.some((base) => base.endsWith('Settings'))) return;
  const fields = (node.child('body')?.children ?? []).map((statement) => statement.children[0]).filter((inner) => inner?.type === 'assignment');
  const prefix = /\benv_prefix\s*=\s*["'](\w+)["']/.exec(node.child('body')?.text ?? '')?.[1] ?? '';
  for (const field of fields) {
    const name = field?.child('left');
    if (field === undefined || name?.type !== 'identifier' || field.child('type') === undefined || /^_|^model_config$/.test(name.text)) continue;
    const given = field.child('right');
    const alias = given === undefined ? undefined : aliasOf(given);
    out.setting(field.line, alias ?? `${prefix}${name.text}`.toUpperCase(), 'env', given === undefined ? undefined : defaultOf(given));
  }
}

function aliasOf(given: SyntaxNode): string | undefined {
  const call = unwrap(given);
  if (call.type !== 'call') return undefined;
  for (const key of ['env', 'validation_alias', 'alias']) {
    const value = argument(call, key);
    const name = value === undefined ? undefined : literal(value);
    if (typeof name === 'string') return name;
  }
  return undefined;
}

/** The literal that a name gets when nothing else is given: the literal itself, a field's default, a fallback beside a read. */
export function defaultOf(written: SyntaxNode): Literal | undefined {
  const node = unwrap(written);
  const plain = literal(node);
  if (plain !== undefined) return plain;
  if (node.type === 'boolean_operator') {
    const right = node.child('right');
    const between = node.source.slice(node.child('left')?.end ?? node.start, right?.start ?? node.end);
    return right !== undefined && /\bor\b/.test(between) ? literal(right) : undefined;
  }
  if (node.type !== 'call') return undefined;
  const callee = calleeOf(node) ?? '';
  if (FIELDS.test(callee)) return fieldDefault(node);
  if (READERS.test(callee)) return fallbackOf(node);
  // A conversion around a read: `int(os.getenv("LIMIT", "5"))`.
  const inner = /^(?:int|float|str|bool)$/.test(callee) ? argument(node, '0') : undefined;
  return inner?.type === 'call' && READERS.test(calleeOf(inner) ?? '') ? fallbackOf(inner) : undefined;
}

function fieldDefault(call: SyntaxNode): Literal | undefined {
  const given = argument(call, 'default', 0);
  return given === undefined ? undefined : literal(given);
}

function fallbackOf(call: SyntaxNode): Literal | undefined {
  const given = argument(call, 'default', 1);
  return given === undefined ? fallbackBeside(call) : literal(given);
}

function fallbackBeside(read: SyntaxNode): Literal | undefined {
  return read.parent?.type === 'boolean_operator' && read.field === 'left' ? defaultOf(read.parent) : undefined;
}
