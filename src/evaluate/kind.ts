import type { Kind } from '../domain/rule.ts';
import type { Context } from './context.ts';
import { evaluateOperator } from './operators/index.ts';

/** The first kind of rules/kind.yaml whose operator holds; the last one needs none. */
export function kindOf(context: Context): { readonly kind: Kind; readonly says: string } {
  for (const { kind, says, when } of context.catalogue.kind.kinds) {
    if (!when) return { kind, says };
    const [first] = evaluateOperator(when, context, { roles: ['main'] });
    if (first) return { kind, says: `${says} (${first.path}${first.line ? `:${first.line}` : ''})` };
  }
  return { kind: 'none', says: 'No generative AI was found.' };
}
