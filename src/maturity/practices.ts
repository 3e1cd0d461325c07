import type { Finding } from '../domain/result.ts';
import type { Rule } from '../domain/rule.ts';
import type { Strength } from '../domain/strength.ts';

/** What the needs of a model ask about: how strong each practice is, what people attest, and what the catalogue knows. */
export interface Practices {
  strengthOf(practice: string): Strength;
  ruleOf(practice: string): Rule | undefined;
  /** Whether somebody attests what no file can show of this capability. */
  isAttested(capability: string): boolean;
}

/** What counts: files alone; attestations besides (what level and score say); or accepted gaps and disabled practices too. */
export interface Views {
  readonly files: Practices;
  readonly attested: Practices;
  readonly waived: Practices;
}

/** A practice without a finding is absent. `attestations`: ids of capabilities. */
export function viewsOf(findings: readonly Finding[], rules: readonly Rule[], attestations: ReadonlySet<string>): Views {
  const known = new Map(findings.map((finding) => [finding.practice, finding]));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const look = (strengthIn: (finding: Finding) => Strength): Practices['strengthOf'] => (practice) => {
    const finding = known.get(practice);
    return finding ? strengthIn(finding) : 'absent';
  };
  const files: Practices = { strengthOf: look(found), ruleOf: (practice) => byId.get(practice), isAttested: () => false };
  const attested: Practices = { ...files, strengthOf: look(withElsewhere), isAttested: (capability) => attestations.has(capability) };
  const accepts = findings.some(({ waiver, disabled }) => waiver ?? disabled);
  return { files, attested, waived: accepts ? { ...attested, strengthOf: look(withWaiver) } : attested };
}

/** Switching a practice off must not raise the score by itself. */
function found({ strength, disabled }: Finding): Strength {
  return disabled ? disabled.found : strength;
}

function withElsewhere(finding: Finding): Strength {
  return finding.elsewhere ? atLeastPresent(found(finding)) : found(finding);
}

/** An accepted gap counts as closed, however far it was to go; what does not apply stays so. */
function withWaiver(finding: Finding): Strength {
  if (finding.disabled || finding.strength === 'not-applicable') return 'not-applicable';
  return finding.waiver ? 'enforced' : withElsewhere(finding);
}

function atLeastPresent(strength: Strength): Strength {
  return strength === 'absent' ? 'present' : strength;
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
