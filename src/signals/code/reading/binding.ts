import type { SyntaxNode } from '../syntax.ts';

/** Expressions that hand a value through unchanged. */
const WRAPPERS = new Set(['parenthesized_expression', 'await', 'await_expression', 'as_expression', 'satisfies_expression', 'non_null_expression', 'type_assertion']);

/** Callees that give back the text that they are given, tidied. */
const TIDIERS = /(?:^|\.)(?:dedent|cleandoc|stripIndent|strip|trim|trimStart|trimEnd|lstrip|rstrip|format|outdent)$/;

/** An expression without parentheses and casts around it. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  for (let depth = 0; depth < 20 && WRAPPERS.has(inner.type) && !inner.type.startsWith('await'); depth++) {
    const next = inner.type === 'type_assertion' ? inner.children.at(-1) : inner.children[0];
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}

/** The node that a value is handed to, past parentheses, casts and `await`. */
export function receiver(node: SyntaxNode): { readonly parent: SyntaxNode | undefined; readonly value: SyntaxNode } {
  let value = node;
  while (value.parent !== undefined && WRAPPERS.has(value.parent.type)) value = value.parent;
  return { parent: value.parent, value };
}

/** The target that a statement or declaration binds a value to: a name, an attribute or a pattern. */
export function targetOf(parent: SyntaxNode | undefined, value: SyntaxNode): SyntaxNode | undefined {
  switch (parent?.type) {
    case 'assignment':
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return value.field === 'right' ? parent.child('left') : undefined;
    case 'variable_declarator':
    case 'public_field_definition':
    case 'field_definition':
    case 'named_expression':
      return value.field === 'value' ? (parent.child('name') ?? parent.child('property')) : undefined;
    case 'as_pattern':
      return value === parent.children[0] ? parent.child('alias') : undefined;
    default:
      return undefined;
  }
}

const NAMES = new Set(['identifier', 'attribute', 'member_expression', 'property_identifier', 'private_property_identifier', 'as_pattern_target']);

/** What the result of an expression is assigned to: `client`, `self.client`. */
export function assignedTo(node: SyntaxNode): string | undefined {
  const { parent, value } = receiver(node);
  const target = targetOf(parent, value);
  return target !== undefined && NAMES.has(target.type) ? target.brief(120) : undefined;
}

/** The name of a key of an object or dictionary, where it is written out. */
export function keyName(key: SyntaxNode | undefined): string | undefined {
  if (key === undefined || key.type === 'computed_property_name') return undefined;
  const text = key.text;
  const quoted = /^[a-zA-Z]{0,2}(["'`])([\s\S]*)\1$/.exec(text);
  return (quoted === null ? text : quoted[2]!).slice(0, 120);
}

/** The constant, key, parameter or argument that a text is bound to, by its own last name. */
export function nameOfText(node: SyntaxNode): string | undefined {
  let value = node;
  for (let depth = 0; depth < 16; depth++) {
    const parent = value.parent;
    if (parent === undefined) return undefined;
    const target = targetOf(parent, value);
    if (target !== undefined) return NAMES.has(target.type) ? target.brief(120).replace(/^.*\./, '') : undefined;
    switch (parent.type) {
      case 'pair':
        return value.field === 'value' ? keyName(parent.child('key')) : undefined;
      case 'keyword_argument':
      case 'default_parameter':
      case 'typed_default_parameter':
      case 'enum_assignment':
        return keyName(parent.child('name'));
      case 'required_parameter':
      case 'optional_parameter':
        return keyName(parent.child('pattern'));
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        return keyName(parent.child('left'));
      case 'jsx_attribute':
        return parent.children[0]?.brief(120);
      case 'argument_list':
      case 'arguments':
        if (!TIDIERS.test(parent.parent?.child('function')?.brief(120) ?? '')) return undefined;
        break;
      case 'member_expression':
      case 'attribute':
      case 'call':
      case 'call_expression':
        if (value.field !== 'object' && value.field !== 'function' && value.field !== 'arguments') return undefined;
        break;
      case 'array':
      case 'list':
      case 'tuple':
      case 'jsx_expression':
      case 'binary_operator':
      case 'binary_expression':
      case 'concatenated_string':
      case 'expression_list':
      case 'conditional_expression':
      case 'ternary_expression':
      case 'boolean_operator':
        break;
      default:
        if (!WRAPPERS.has(parent.type)) return undefined;
    }
    value = parent;
  }
  return undefined;
}
