import type { Resource } from '../../domain/signals.ts';
import { entriesOf, type Entry, type Tree } from '../tree/tree.ts';
import { readHcl } from './hcl.ts';
import { attributesOf, baseOf, resource, type ResourceReader } from './reader.ts';

/**
 * Terraform and OpenTofu. A `resource` has its own type; a `data` source reads what others made and has the type `data.<type>`;
 * `module`, `provider`, `variable`, `locals` and `terraform` are types, and a file of values is one resource of type `tfvars`.
 */
export const terraform: ResourceReader = {
  language: 'terraform',
  claims: (path) => /\.(?:tf|tofu|tfvars)$/i.test(path),
  read: (path, text) => {
    const root = readHcl(text);
    return /\.tfvars$/i.test(path) ? [resource('terraform', 1, 'tfvars', baseOf(path), attributesOf(root))] : root.entries.flatMap(readBlock);
  },
};

function readBlock({ key, line, value }: Entry): Resource[] {
  const [first] = entriesOf(value);
  switch (key) {
    case 'resource':
    case 'data': {
      const [second] = entriesOf(first?.value);
      if (!first || !second) return [];
      return [declared(line, key === 'data' ? `data.${first.key}` : first.key, second.key, second.value)];
    }
    case 'module':
    case 'provider':
    case 'variable':
      return first ? [declared(line, key, first.key, first.value)] : [];
    case 'locals':
    case 'terraform':
      return [declared(line, key, undefined, value)];
    default:
      return [];
  }
}

function declared(line: number, type: string, name: string | undefined, body: Tree): Resource {
  return resource('terraform', line, type, name, attributesOf(body));
}
