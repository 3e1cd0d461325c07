import type { Literal } from '../../../../domain/signals.ts';
import { keyName, receiver, unwrap } from '../../reading/binding.ts';
import type { Collector } from '../../reading/collector.ts';
import { joined } from '../../reading/flatten.ts';
import { type Place, within } from '../../reading/walk.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { callParts, dotted, literal, operatorOf } from './values.ts';

const CAPITALS = /^[A-Z][A-Z0-9_]*$/;
/** Functions that read a variable by its name. */
const READERS = /(?:^|\.)(?:env|getenv|getEnv|getEnvVar|requireEnv|config|configService|ConfigService)(?:\.(?:get|getOrThrow|require|string|number|bool|boolean|int))?$/;
/** Functions whose object argument describes environment variables by key. */
const SCHEMAS = /(?:^|\.)(?:object|strictObject|looseObject|createEnv|cleanEnv|envsafe|defineEnv)$/;

/** `process.env.X`, `import.meta.env.X`, `env.X` with a name in capitals. */
export function readMember(node: SyntaxNode, out: Collector): void {
  const object = node.child('object');
  if (object === undefined || isWritten(node) || !/(?:^|\.)env$/.test(object.brief(60))) return;
  const key = node.child('property') ?? node.child('index');
  const name = node.type === 'subscript_expression' ? (key === undefined ? undefined : literal(key)) : key?.text;
  if (typeof name === 'string' && (CAPITALS.test(name) || (object.text === 'process.env' && /^\w+$/.test(name)))) out.setting(node.line, name, 'env', fallbackBeside(node));
}

function isWritten(node: SyntaxNode): boolean {
  return node.field === 'left' && node.parent?.type === 'assignment_expression';
}

/** `const { MODEL = 'x', KEY } = process.env`. */
export function readDestructuring(declarator: SyntaxNode, out: Collector): void {
  const pattern = declarator.child('name');
  if (pattern?.type !== 'object_pattern' || !/(?:^|\.)env$/.test(declarator.child('value')?.brief(60) ?? '')) return;
  for (const entry of pattern.children) {
    const name = (entry.child('left') ?? entry.child('key') ?? entry).text;
    const given = entry.child('right');
    if (CAPITALS.test(name)) out.setting(entry.line, name, 'env', given === undefined ? undefined : literal(given));
  }
}

/** Settings that a call reads or declares: `Deno.env.get('X')`, `.option('--model <x>', 'says', 'default')`. */
export function readSettingCall(call: SyntaxNode, callee: string, out: Collector): void {
  const [first, ...others] = callParts(call);
  const name = first === undefined ? undefined : literal(first.node);
  if (typeof name !== 'string') return;
  if (READERS.test(callee)) {
    if (CAPITALS.test(name)) out.setting(call.line, name, 'env', fallbackBeside(call) ?? literalOf(others[0]?.node));
  } else if (/(?:^|\.)(?:option|requiredOption|Option|argument|positional)$/.test(callee)) {
    const flag = /(?:^|[\s,|])--([A-Za-z][\w-]*)/.exec(name)?.[1] ?? /^[<[]?(\w[\w-]*)/.exec(name)?.[1];
    const described = others.map(({ node }) => unwrap(node)).find(({ type }) => type === 'object');
    const line = first?.node.line ?? call.line;
    if (flag !== undefined && (name.includes('-') || described !== undefined || callee.endsWith('argument'))) {
      out.setting(line, flag.replace(/^no-/, ''), 'argument', described === undefined ? literalOf(others.slice(1).findLast(({ node }) => literal(node) !== undefined)?.node) : entryLiteral(described, 'default'));
    }
  }
}

/** A key in capitals in a schema of environment variables: `z.object({ API_KEY: z.string().default('x') })`. */
export function readSchemaKey(pair: SyntaxNode, out: Collector): void {
  const name = keyName(pair.child('key'));
  const value = pair.child('value');
  if (name === undefined || value === undefined || !CAPITALS.test(name) || value.type !== 'call_expression') return;
  let node: SyntaxNode | undefined = pair.parent;
  for (let depth = 0; depth < 4 && node?.type === 'object' && node.parent?.type === 'pair'; depth++) node = node.parent.parent;
  const call = node?.parent?.type === 'arguments' ? node.parent.parent : undefined;
  if (call !== undefined && SCHEMAS.test(dotted(call.child('function')) ?? '')) out.setting(pair.line, name, 'env', defaultOf(value));
}

/** `z.string().default('x')`: the key is bound to its default, whichever schema it stands in. */
export function readSchemaDefault(call: SyntaxNode, place: Place, out: Collector): void {
  const callee = call.child('function');
  if (callee?.type !== 'member_expression' || callee.child('property')?.text !== 'default') return;
  const given = literalOf(callParts(call)[0]?.node);
  const path = given === undefined ? undefined : pathTo(call);
  if (given !== undefined && path !== undefined) out.constant(call.line, within(place.scope, path), given);
}

/** The keys that lead from a declaration to a value, through objects, lists and calls. */
function pathTo(from: SyntaxNode): string | undefined {
  let path = '';
  let node = from;
  for (let depth = 0; depth < 60 && node.parent !== undefined; depth++) {
    const parent: SyntaxNode = node.parent;
    const key =
      parent.type === 'pair' ? keyName(parent.child('key'))
      : parent.type === 'variable_declarator' || parent.type === 'public_field_definition' || parent.type === 'field_definition' ? (parent.child('name') ?? parent.child('property'))?.brief(120)
      : undefined;
    if (key !== undefined) path = path === '' ? key : joined(key, path);
    if (parent.type.endsWith('statement') || parent.type.endsWith('declaration') || parent.type.endsWith('body') || parent.type === 'program') break;
    node = parent;
  }
  return path === '' ? undefined : path;
}

/** The literal that a name gets when nothing else is given: itself, what stands after `??` or `||`, a schema's default. */
export function defaultOf(written: SyntaxNode): Literal | undefined {
  let node = unwrap(written);
  const plain = literal(node);
  if (plain !== undefined) return plain;
  if (node.type === 'binary_expression') {
    const right = node.child('right');
    return right !== undefined && /^(?:\?\?|\|\|)$/.test(operatorOf(node)) ? literal(right) : undefined;
  }
  for (let depth = 0; depth < 30 && node.type === 'call_expression'; depth++) {
    const callee = node.child('function');
    const first = callParts(node)[0]?.node;
    const name = callee?.type === 'member_expression' ? callee.child('property')?.text : callee?.text;
    if (name === 'default' || name === 'catch') return literalOf(first);
    // A conversion around a read: `Number(process.env.LIMIT ?? 5)`; a validator with options: `str({ default: 'x' })`.
    if (callee?.type === 'identifier') return first === undefined ? undefined : /^(?:Number|String|Boolean|parseInt|parseFloat)$/.test(name ?? '') ? fallback(first) : entryLiteral(first, 'default');
    const object = callee?.child('object');
    if (object === undefined) return undefined;
    node = object;
  }
  return undefined;
}

function fallback(node: SyntaxNode): Literal | undefined {
  return unwrap(node).type === 'binary_expression' ? defaultOf(node) : undefined;
}

function fallbackBeside(node: SyntaxNode): Literal | undefined {
  const { parent, value } = receiver(node);
  return parent?.type === 'binary_expression' && value.field === 'left' ? defaultOf(parent) : undefined;
}

function literalOf(node: SyntaxNode | undefined): Literal | undefined {
  return node === undefined ? undefined : literal(node);
}

function entryLiteral(node: SyntaxNode, key: string): Literal | undefined {
  const entry = unwrap(node).children.find((child) => child.type === 'pair' && keyName(child.child('key')) === key);
  return literalOf(entry?.child('value'));
}
