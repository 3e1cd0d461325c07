import type { Literal } from '../../../../domain/signals.ts';
import type { Called, Step } from '../../reading/dialect.ts';
import type { Part } from '../../reading/flatten.ts';
import { negated, numberOf } from '../../reading/numbers.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { stringOf } from './strings.ts';

export const STRINGS = ['string_literal', 'verbatim_string_literal', 'raw_string_literal', 'interpolated_string_expression'];

export function inner(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'await_expression':
    case 'arrow_expression_clause':
    case 'checked_expression':
      return node.children[0];
    case 'argument':
      return node.children.at(-1);
    case 'cast_expression':
      return node.child('value');
    case 'postfix_unary_expression':
      return node.source[node.end - 1] === '!' ? node.children[0] : undefined;
    default:
      return undefined;
  }
}

export function step(node: SyntaxNode): Step | undefined {
  switch (node.type) {
    case 'identifier':
    case 'this':
    case 'base':
    case 'predefined_type':
    case 'qualified_name':
      return { text: node.text };
    case 'generic_name':
      return { text: node.children[0]?.text ?? '' };
    case 'member_access_expression': {
      const on = node.child('expression');
      // The grammar gives `this` and `base` no node.
      return { text: on === undefined ? node.brief(120).replace(/ /g, '') : plainName(node.child('name')), on };
    }
    case 'conditional_access_expression': {
      const member = node.children.at(-1);
      return { text: member?.type === 'member_binding_expression' ? plainName(member.child('name')) : '[]', on: node.child('condition') };
    }
    case 'member_binding_expression':
      return { text: plainName(node.child('name')) };
    case 'element_access_expression':
      return { text: '[]', on: node.child('expression') };
    case 'invocation_expression':
      return { text: '()', on: node.child('function') };
    case 'object_creation_expression':
      return { text: `${plainName(node.child('type'))}()` };
    case 'implicit_object_creation_expression': {
      const type = declaredType(node);
      return type === undefined ? undefined : { text: `${type}()` };
    }
    case 'constructor_initializer':
      return { text: `${/^:\s*(\w+)/.exec(node.brief(40))?.[1] ?? 'base'}()` };
    default:
      return undefined;
  }
}

/** A name without type arguments. */
export function plainName(node: SyntaxNode | undefined): string {
  return (node?.type === 'generic_name' ? node.children[0] : node)?.text ?? '?';
}

/** `Options options = new() { ... }`: the type that is made stands where the name is declared. */
function declaredType(creation: SyntaxNode): string | undefined {
  const holder = creation.parent?.type === 'variable_declarator' ? creation.parent.parent : creation.parent?.type === 'property_declaration' ? creation.parent : undefined;
  const type = holder?.child('type');
  return type === undefined || type.type === 'implicit_type' ? undefined : plainName(type.type === 'nullable_type' ? type.children[0] : type);
}

export function called(node: SyntaxNode): Called | undefined {
  switch (node.type) {
    case 'invocation_expression': {
      const callee = node.child('function');
      const { text = '?', on } = callee === undefined ? {} : (step(callee) ?? {});
      return { name: text.replace(/^.*\./, ''), parts: argumentsIn(node), on, line: (callee?.child('name') ?? callee)?.line };
    }
    case 'object_creation_expression':
    case 'implicit_object_creation_expression': {
      const initializer = node.children.find(({ type }) => type === 'initializer_expression');
      return { name: plainName(node.child('type')).replace(/^.*\./, ''), parts: [...argumentsIn(node), ...(initializer === undefined ? [] : entriesOf(initializer))] };
    }
    case 'constructor_initializer':
      return { name: step(node)!.text.slice(0, -2), parts: argumentsIn(node) };
    case 'attribute':
      return { name: node.child('name')?.text ?? '', parts: (node.children.find(({ type }) => type === 'attribute_argument_list')?.children ?? []).map(attributePart) };
    default:
      return undefined;
  }
}

function argumentsIn(call: SyntaxNode): Part[] {
  let position = 0;
  return (call.children.find(({ type }) => type === 'argument_list')?.children ?? []).map((node) => {
    const name = node.type === 'argument' ? node.child('name')?.text : undefined;
    return { name: name ?? String(position++), node: node.children.at(-1) ?? node };
  });
}

function attributePart(node: SyntaxNode, index: number): Part {
  const assigned = node.children[0]?.type === 'assignment_expression' ? node.children[0] : undefined;
  const value = assigned?.child('right') ?? node.children.at(-1) ?? node;
  return { name: assigned?.child('left')?.text ?? (node.children.length > 1 ? node.children[0]!.text : String(index)), node: value };
}

/** `{ Model = "x" }`, `{ ["key"] = 1 }`, `{ { "key", 1 } }`, `{ a, b }`. */
function entriesOf(initializer: SyntaxNode): Part[] {
  return initializer.children.map((child, index) => {
    if (child.type === 'assignment_expression') {
      const left = child.child('left');
      const key = left?.type === 'element_binding_expression' ? literal(inner(left.children[0]!) ?? left.children[0]!) : undefined;
      return { name: typeof key === 'string' ? key : (left?.brief(60) ?? ''), node: child.child('right') ?? child };
    }
    const [key, value] = child.type === 'initializer_expression' ? child.children : [];
    const name = key === undefined ? undefined : literal(key);
    return typeof name === 'string' && value !== undefined && child.children.length === 2 ? { name, node: value } : { name: `[${index}]`, node: child };
  });
}

export function table(node: SyntaxNode): readonly Part[] | undefined {
  switch (node.type) {
    case 'initializer_expression':
      return entriesOf(node);
    case 'implicit_array_creation_expression':
    case 'array_creation_expression': {
      const initializer = node.children.find(({ type }) => type === 'initializer_expression');
      return initializer === undefined ? undefined : entriesOf(initializer);
    }
    case 'collection_expression':
    case 'element_binding_expression':
      return node.children.map((child, index) => ({ name: `[${index}]`, node: child.children.length === 1 ? child.children[0]! : child }));
    case 'object_creation_expression':
    case 'implicit_object_creation_expression': {
      const initializer = node.children.find(({ type }) => type === 'initializer_expression');
      return initializer === undefined ? undefined : called(node)!.parts;
    }
    case 'anonymous_object_creation_expression':
      // A name and its value are siblings here; a value alone gives its own last name.
      return node.children.flatMap((child, index) => {
        const before = node.children[index - 1];
        const isNamed = before !== undefined && /^\s*=\s*$/.test(node.source.slice(before.end, child.start));
        if (isNamed) return [{ name: before.text, node: child }];
        const next = node.children[index + 1];
        return next !== undefined && /^\s*=\s*$/.test(node.source.slice(child.end, next.start)) ? [] : [{ name: child.brief(60).replace(/^.*\./, ''), node: child }];
      });
    default:
      return undefined;
  }
}

export function literal(written: SyntaxNode): Literal | undefined {
  const node = inner(written) ?? written;
  switch (node.type) {
    case 'integer_literal':
    case 'real_literal':
      return numberOf(node.text);
    case 'boolean_literal':
      return node.text === 'true';
    case 'null_literal':
      return null;
    case 'prefix_unary_expression':
      return negated(node, node.children[0], literal);
    default: {
      const value = STRINGS.includes(node.type) ? stringOf(node) : undefined;
      return value === undefined || value.interpolated ? undefined : value.text;
    }
  }
}
