/** Small repositories and what is asked of them. Names of practices are invented: the stage knows none. */
import type { Finding } from '../../src/domain/result.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { FileSignals } from '../../src/domain/signals.ts';
import { readPipeline } from '../../src/signals/pipelines/index.ts';
import { verify } from '../../src/verify/index.ts';

export const DAY = '2026-06-15';

export const rule = (verifications: Rule['verify'], fields: Partial<Rule> = {}): Rule => ({
  id: 'practice', area: 'evaluation', title: 'A practice', says: '', why: '', max: 'enforced', roles: ['main'], verify: verifications, how: { says: '', effort: 'small' }, ...fields,
});

/** `places`: the evidence, as `ci.yml:9` for workflows and as `/path:1` for other files. */
export const finding = (strength: Finding['strength'], places: readonly string[], fields: Partial<Finding> = {}): Finding => ({
  practice: 'practice', area: 'evaluation', title: 'A practice', strength, verified: 'unknown', searched: [], hints: [],
  evidence: places.map((place) => {
    const [path = '', line] = place.split(':');
    return { path: path.startsWith('/') ? path.slice(1) : `.github/workflows/${path}`, ...(line && { line: Number(line) }), excerpt: '', says: 'is seen' };
  }),
  ...fields,
});

/** Workflows by their file name, other files by `/path`. */
export function signalsOf(files: Readonly<Record<string, string>>): FileSignals[] {
  return Object.entries(files).map(([name, text]) => {
    const path = name.startsWith('/') ? name.slice(1) : `.github/workflows/${name}`;
    const pipeline = readPipeline(path, text)?.pipeline;
    return { file: { path, size: text.length, role: 'main', firstParty: true }, ...(pipeline && { pipeline }) };
  });
}

export const settings = (fields: Partial<Settings>): Settings => ({ branch: 'main', refused: [], ...fields });

export interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly rule: Rule;
  readonly finding: Finding;
  readonly settings: Partial<Settings>;
}

export function verifyOne(one: Case): Finding {
  const [found] = verify([one.finding], [one.rule], settings(one.settings), signalsOf(one.files), DAY);
  if (!found) throw new Error('a finding went');
  return found;
}

export const CONFIRMED = { verified: 'yes', hints: [] } as const;
export const UNTOUCHED = { verified: 'unknown', hints: [] } as const;
