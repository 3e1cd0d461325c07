import type { Catalogue } from '../../../src/domain/catalogue.ts';
import type { Argument, CodeSignals } from '../../../src/domain/signals.ts';
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

/** All signals of a source, each as one line of text; kinds of which there are none are left out. */
export async function told(path: string, source: string): Promise<Record<string, string[]>> {
  const { code } = await parse(path, source);
  const at = ({ scope }: { scope?: string }): string => (scope === undefined ? '' : ` in ${scope}`);
  const kinds: Record<string, string[]> = {
    imports: code.imports.map(({ line, module, names }) => [line, module, ...names.map(({ name, as }) => (name === as ? name : `${name}>${as}`))].join(' ')),
    calls: code.calls.map((call) => `${call.line} ${call.form === 'decorator' ? '@' : ''}${call.callee}(${call.args.map(argument).join(', ')})${at(call)}${call.assigned === undefined ? '' : ` to ${call.assigned}`}${call.loop === undefined ? '' : ` loop ${call.loop}`}${call.rescued === undefined ? '' : ` rescued ${call.rescued}`}`),
    bindings: (code.bindings ?? []).map(({ line, name, type }) => `${line} ${name}: ${type}`),
    constants: code.constants.map(({ line, name, value }) => `${line} ${name} = ${JSON.stringify(value)}`),
    settings: code.settings.map(({ line, name, via, fallback }) => `${line} ${via} ${name}${fallback === undefined ? '' : ` or ${JSON.stringify(fallback)}`}`),
    comparisons: code.comparisons.map((one) => `${one.line} ${one.left} ${one.op} ${one.right}: ${one.leads}${at(one)}`),
    loops: code.loops.map((one) => `${one.line}-${one.endLine} ${one.form} ${one.over}${at(one)}`),
    definitions: code.definitions.map(({ line, endLine, form, name, bases = [], decorators = [], params = [] }) => `${line}-${endLine} ${form} ${decorators.map((decorator) => `@${decorator} `).join('')}${name}(${params.join(', ')})${bases.map((base) => ` < ${base}`).join('')}`),
    texts: code.texts.map(({ line, name, text, interpolated, placeholders }) => `${line} ${name ?? '-'}${interpolated ? ' filled' : ''} ${JSON.stringify(text)}${placeholders.map((placeholder) => ` {${placeholder}}`).join('')}`),
    paths: code.paths.map(({ line, text }) => `${line} ${text}`),
  };
  return Object.fromEntries(Object.entries(kinds).filter(([, list]) => list.length > 0));
}

function argument({ name, value, text }: Argument): string {
  return text === undefined ? `${name}=${JSON.stringify(value)}` : `${name}:${text}`;
}
