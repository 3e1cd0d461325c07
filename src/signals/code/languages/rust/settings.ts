import type { Literal } from '../../../../domain/signals.ts';
import type { Collector } from '../../reading/collector.ts';
import type { SyntaxNode } from '../../syntax.ts';

type ReadLiteral = (node: SyntaxNode) => Literal | undefined;

/** `std::env::var("X")`, `env!("X")`, `option_env!("X")`, `dotenvy::var("X")`. */
const READERS = /^(?:(?:std\.)?env\.var(?:_os)?|dotenvy?\.var|env|option_env)$/;
const ELSE = /^(?:unwrap_or|unwrap_or_else|map_or|or_else)$/;

export function readSettingCall(node: SyntaxNode, callee: string, [name]: readonly (Literal | undefined)[], out: Collector, literal: ReadLiteral): void {
  if (READERS.test(callee) && typeof name === 'string') out.setting(node.line, name, 'env', beside(node, literal));
  // An argument of the command line, built step by step.
  if (/(?:^|\.)Arg\.new$/.test(callee) && typeof name === 'string') out.setting(node.line, name, 'argument');
}

/** The literal of an `unwrap_or` that follows in the chain. */
function beside(node: SyntaxNode, literal: ReadLiteral): Literal | undefined {
  let at: SyntaxNode = node;
  for (let depth = 0; depth < 4 && at.parent?.type === 'field_expression' && at.parent.parent?.type === 'call_expression'; depth++) {
    const call: SyntaxNode = at.parent.parent;
    if (ELSE.test(at.parent.child('field')?.text ?? '')) return givenTo(call, literal);
    at = call;
  }
  return undefined;
}

/** What a value is when it is not there: `x.unwrap_or("d".into())`, `x.unwrap_or_else(|_| "d".to_string())`. */
export function fallbackOf(literal: ReadLiteral): (node: SyntaxNode) => Literal | undefined {
  return (node) => (node.type === 'call_expression' && ELSE.test(node.child('function')?.child('field')?.text ?? '') ? givenTo(node, literal) : undefined);
}

function givenTo(call: SyntaxNode, literal: ReadLiteral): Literal | undefined {
  const given = call.child('arguments')?.children[0];
  const value = given?.type === 'closure_expression' ? given.child('body') : given;
  return value === undefined ? undefined : literal(value);
}

/** `#[arg(long, env = "MODEL", default_value = "x")]` before a field. */
export function readArgumentAttribute(item: SyntaxNode, out: Collector): void {
  const attribute = item.children[0];
  if (!/^(?:arg|clap|structopt|envconfig|argh)$/.test(attribute?.children[0]?.text ?? '')) return;
  const siblings = item.parent?.children ?? [];
  const field = siblings.slice(siblings.indexOf(item) + 1).find(({ type }) => type !== 'attribute_item');
  const name = field?.type === 'field_declaration' ? field.child('name')?.text : undefined;
  const text = attribute!.brief(1000);
  const [, written, number] = /\bdefault(?:_value(?:_t)?)?\s*=\s*(?:"([^"\\]*)"|(\d[\d_.]*))/.exec(text) ?? [];
  const given = written ?? (number === undefined ? undefined : Number(number.replaceAll('_', '')));
  const variable = /\b(?:env|from)\s*=\s*"([^"\\]+)"/.exec(text)?.[1];
  if (variable !== undefined) out.setting(item.line, variable, 'env', given);
  if (name !== undefined && /\b(?:long|short|default_value)/.test(text)) out.setting(item.line, /\blong\s*=\s*"([^"\\]+)"/.exec(text)?.[1] ?? name.replaceAll('_', '-'), 'argument', given);
}
