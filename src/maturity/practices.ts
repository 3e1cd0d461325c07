import type { Finding } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';
import type { Strength } from '../domain/strength.ts';

/** What the needs of a model ask about: how strong each practice is, and what the catalogue knows of it. */
export interface Practices {
  strengthOf(practice: string): Strength;
  ruleOf(practice: string): Rule | undefined;
}

/** A practice without a finding is absent. */
export function practicesOf(findings: readonly Finding[], rules: readonly Rule[]): Practices {
  const strengths = new Map(findings.map((finding) => [finding.practice, finding.strength]));
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return { strengthOf: (practice) => strengths.get(practice) ?? 'absent', ruleOf: (practice) => known.get(practice) };
}

/** The same, with one practice at another strength: what would be if it were done. */
export function withStrength(practices: Practices, practice: string, strength: Strength): Practices {
  return { ...practices, strengthOf: (other) => (other === practice ? strength : practices.strengthOf(other)) };
}

const EFFORTS = ['small', 'medium', 'large'] as const;

/** 0 for small up to 2 for large; a practice without a rule is taken for large. */
export function effortOf(practice: string, practices: Practices): number {
  return EFFORTS.indexOf(practices.ruleOf(practice)?.how.effort ?? 'large');
}
