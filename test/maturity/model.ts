import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { CapabilityRule, MaturityModel, Need } from '../../src/domain/maturity-model.ts';
import type { Finding } from '../../src/domain/result.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Strength } from '../../src/domain/strength.ts';

/** Of a repository with no code and no pipelines: what advice there is, is for all. */
export const NO_STACK = { languages: [] };

export function capability(id: string, needs: Need, required = true): CapabilityRule {
  return { id, says: `Says ${id}`, required, shown: 'files', needs, source: 'book' };
}

/** Levels 1, 2, ... named One, Two, ... from lists of capabilities. */
export function levelled(levels: readonly (readonly CapabilityRule[])[], weights?: number[]): MaturityModel {
  const names = ['One', 'Two', 'Three', 'Four'];
  return {
    id: 'ladder', title: 'The ladder', says: 'A test.', sources: { book: { title: 'A book' } },
    ...(weights && { weights }),
    levels: levels.map((capabilities, index) => ({ level: index + 1, name: names[index] ?? 'More', says: 'A level.', capabilities: [...capabilities] })),
  };
}

export function profile(capabilities: CapabilityRule[]): MaturityModel {
  return { id: 'profile', title: 'The profile', says: 'A test.', sources: { book: { title: 'A book' } }, capabilities };
}

export function finding(practice: string, strength: Strength): Finding {
  return { practice, area: 'usage', title: practice, strength, verified: 'unknown', evidence: [], searched: [], hints: [] };
}

export function findings(strengths: Readonly<Record<string, Strength>>): Finding[] {
  return Object.entries(strengths).map(([practice, strength]) => finding(practice, strength));
}

export function rule(id: string, effort: 'small' | 'medium' | 'large' = 'small', more: Partial<Rule> = {}): Rule {
  return { id, area: 'usage', title: `Title ${id}`, says: '', why: `Why ${id}`, max: 'enforced', roles: ['main'], how: { says: `How ${id}`, effort }, ...more };
}

export function catalogue(model: MaturityModel, rules: readonly Rule[] = ['a', 'b', 'c', 'd'].map((id) => rule(id))): Catalogue {
  return { tools: [], rules, kind: { kinds: [] }, models: { names: [], dated: [], words: [] }, maturity: [model], localOperators: [], hash: '' } as unknown as Catalogue;
}
