import type { Literal } from '../../../../domain/signals.ts';
import type { Collector } from '../../reading/collector.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** `System.getenv("X")`, `System.getProperty("x", "d")`, `environment.getProperty("x", "d")`, `dotenv.get("X")`, `config.getString("x")`. */
const READERS = /^System\.(?:getenv|getProperty)$|(?:^|\.)(?:env|environment|dotenv|properties|props|config|configuration)(?:\(\))?\.(?:get|getProperty|getRequiredProperty|getString|getInt|getValue|getOptionalValue)$|^System\.getenv\(\)\.(?:get|getOrDefault)$/i;

export function readSettingCall(node: SyntaxNode, callee: string, [name, fallback]: readonly (Literal | undefined)[], out: Collector): void {
  if (typeof name === 'string' && READERS.test(callee) && /^[\w.-]+$/.test(name)) out.setting(node.line, name, 'env', fallback ?? elseOf(node));
}

/** `Optional.ofNullable(System.getenv("X")).orElse("d")`. */
function elseOf(node: SyntaxNode): Literal | undefined {
  const wrapped = node.parent?.parent;
  const rest = wrapped?.parent?.type === 'method_invocation' && wrapped.field === 'object' ? wrapped.parent : undefined;
  return rest === undefined ? undefined : /^\.(?:orElse|getOrElse)\(\s*"([^"\\\n]*)"\s*\)/.exec(rest.source.slice(wrapped!.end, wrapped!.end + 200).trimStart())?.[1];
}

/** What an annotation takes from the configuration: `@Value("${acme.model:x}")`, `@ConfigProperty(name = "acme.model", defaultValue = "x")`. */
export function readPlaceholder(node: SyntaxNode, text: string, out: Collector): void {
  let annotation: SyntaxNode | undefined = node.parent;
  for (let depth = 0; depth < 3 && annotation !== undefined && annotation.type !== 'annotation'; depth++) annotation = annotation.parent;
  if (annotation?.type !== 'annotation') return;
  for (const [, name, fallback] of text.matchAll(/\$\{([\w.-]+)(?::([^{}]*))?\}/g)) out.setting(node.line, name!, 'env', fallback);
  if (!/(?:ConfigProperty|Option)$/.test(annotation.child('name')?.text ?? '') || node.parent?.type !== 'element_value_pair') return;
  const key = node.parent.child('key')?.text;
  const beside = /\bdefaultValue\s*=\s*"([^"\\\n]*)"/.exec(annotation.text)?.[1];
  if (key === 'name') out.setting(node.line, text, 'env', beside);
  if (key === 'names' && text.startsWith('-')) out.setting(node.line, text.replace(/^-+/, ''), 'argument', beside);
}

/** The fields of a class that is filled from the configuration: `@ConfigurationProperties("acme")`, `@ConfigMapping(prefix = "acme")`. */
export function readConfigurationClass(node: SyntaxNode, annotations: readonly SyntaxNode[], out: Collector): void {
  const source = annotations.find((annotation) => /(?:^|\.)(?:ConfigurationProperties|ConfigMapping|ConfigProperties)$/.test(annotation.child('name')?.text ?? ''));
  if (source === undefined) return;
  const prefix = /"([\w.-]+)"/.exec(source.text)?.[1];
  const told = (name: string, line: number, fallback?: Literal): void => out.setting(line, [prefix, name].filter((part) => part !== undefined).join('.'), 'env', fallback);
  for (const field of node.child('body')?.children ?? []) {
    if (field.type === 'field_declaration' && !/\bstatic\b/.test(field.brief(120))) {
      for (const declarator of field.children.filter((child) => child.field === 'declarator')) {
        const value = declarator.child('value')?.text;
        const text = /^"([^"\\\n]*)"$/.exec(value ?? '')?.[1];
        told(declarator.child('name')?.text ?? '', declarator.line, text ?? (value !== undefined && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined));
      }
    } else if (field.type === 'method_declaration' && node.type === 'interface_declaration') told(field.child('name')?.text ?? '', field.line);
  }
  for (const param of node.type === 'record_declaration' ? (node.child('parameters')?.children ?? []) : []) told(param.child('name')?.text ?? '', param.line);
}
