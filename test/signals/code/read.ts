import type { Catalogue } from '../../../src/domain/catalogue.ts';
import type { CodeSignals } from '../../../src/domain/signals.ts';
import { createCodeReader } from '../../../src/signals/code/index.ts';

/** A catalogue that knows one tool. */
export const CATALOGUE: Catalogue = {
  tools: [
    {
      id: 'acme',
      name: 'Acme',
      categories: ['llm-sdk'],
      packages: { npm: ['acme', '@acme/sdk'], pypi: ['acme-llm'] },
      imports: { python: ['acme_llm'] },
      hosts: ['api.acme.test'],
      unmistakable: ['*.conversations.respond'],
    },
    { id: 'runner', name: 'Runner', categories: ['testing'], packages: { npm: ['runner'] } },
  ],
  rules: [],
  kind: { kinds: [{ kind: 'application', says: 'x', when: { literal: { matches: '^/v1/answers$' } } }] },
  models: { names: ['^acme-(mini|max)'], dated: [], words: ['completion'] },
  maturity: [],
  localOperators: [],
  hash: '0',
};

const reader = createCodeReader(CATALOGUE);

/** The signals of a source, and its notes. */
export function parse(path: string, source: string | Uint8Array) {
  return reader.parse(path, typeof source === 'string' ? new TextEncoder().encode(source) : source);
}

/** One kind of signals of a source. */
export async function read<K extends keyof CodeSignals>(kind: K, path: string, source: string): Promise<CodeSignals[K]> {
  return (await parse(path, source)).code[kind];
}
