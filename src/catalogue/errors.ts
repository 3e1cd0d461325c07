/** The wording of everything that can be wrong with a rules folder, besides its form. Checks say what happened; sentences are made here. */
import { meant } from '../located-yaml/problems.ts';
import type { Problem } from '../located-yaml/problems.ts';

export function missingFile(path: string, holds: string): Problem {
  return { path, says: `this file is missing; expected ${holds}` };
}

/** The rest make the sentence only; the caller knows the place. */
export const say = {
  unknownFile: (name: string) => `\`${name}\` is no part of a rules folder; expected tools/<category>.yaml, practices/<area>/<practice>.yaml, maturity/<model>.yaml, models.yaml or kind.yaml`,
  duplicateId: (what: string, id: string, first: string) => `the ${what} id \`${id}\` is already taken by ${first}; ids must be unique`,
  fileName: (id: string, expected: string) => `\`${id}\` must be in a file named ${expected}`,
  unknownHouseFile: (name: string) => `\`${name}\` is no part of house rules; expected tools/<category>.yaml, practices/<area>/<practice>.yaml or maturity/<model>.yaml`,
  shippedOnly: (name: string) => `\`${name}\` is no part of house rules: kinds of repository and names of models are the same for everybody; expected tools, practices or maturity models`,
  taken: (what: string, id: string) => `the ${what} id \`${id}\` is taken by one that ships; house rules add, they do not replace`,
  tooLong: (length: number, most: number) => `a text of ${length} characters is too long here; expected at most ${most}`,
  tooCostly: (pattern: string) => `the regular expression \`${pattern}\` repeats too much; expected fewer or smaller counts`,
  tooManyTools: (most: number) => `the tools of house rules come to more than ${most} characters, which would be looked for in every file; expected fewer`,
  tooManyFiles: (found: number, most: number) => `there are ${found} files of house rules; expected at most ${most}`,
  tooLarge: (most: number) => `the file is larger than ${most} bytes; expected rules that people can read`,
  unreadable: () => 'the file cannot be read; it changed or went away',
  unknownReference: (what: string, id: string, known: readonly string[]) => `there is no ${what} \`${id}\`${meant(id, known, false)}`,
  cycle: (ids: readonly string[]) => `rules must not ask for one another's evidence in a circle: ${ids.join(' → ')}`,
  badPattern: (pattern: string, reason: string) => `the regular expression \`${pattern}\` does not compile: ${reason}`,
  unsafePattern: (pattern: string, reason: string) =>
    `the regular expression \`${pattern}\` cannot run in linear time (${reason}); expected RE2 syntax, which has no lookaround and no backreferences`,
  badGlob: (glob: string, reason: string) => `the glob \`${glob}\` cannot be used in house rules: ${reason}; expected \`*\`, \`**\`, \`?\`, \`[abc]\` and \`{a,b}\``,
  invisible: (id: string) => `the tool \`${id}\` has no way to show itself; expected at least one of packages, imports, calls, unmistakable, commands, actions, files, resources, images, env or hosts`,
  callsNeedImport: (id: string) => `the calls of the tool \`${id}\` can never count, as it has neither imports nor packages; expected one of them, or \`unmistakable\` instead of \`calls\``,
  outOfPlace: (key: string, max: string) => `\`${key}\` can never count, as \`max\` is \`${max}\``,
  outOfReach: (max: string) => `\`max\` is \`${max}\`, but nothing lifts the practice above present; expected \`reach\`, \`automated\`, \`enforced\` or a \`step\``,
  undecidable: () => 'nothing decides the practice; expected `present`, `automated` or `enforced`, or `undecided: true`',
  aboveMax: (practice: string, at: string, max: string) => `the practice \`${practice}\` can be \`${max}\` at most, so a need for \`${at}\` can never be met`,
  levelsOrCapabilities: () => 'a maturity model has either `levels` or, as a profile, `capabilities`; expected exactly one of them',
  levelOrder: (level: number, expected: number) => `level ${level} is out of order; expected level ${expected}`,
  weights: (weights: number, levels: number, sum: number) => `\`weights\` has ${weights} numbers that add up to ${sum}; expected ${levels}, one a level, that add up to 100`,
  bandLevels: (found: readonly number[], expected: readonly number[]) => `\`bands\` is for the levels ${listed(found)}; expected one band for each level, in order: ${listed(expected)}`,
  band: (level: number, from: number, to: number, start: number, points: number, last: boolean) =>
    `the band of level ${level} goes from ${from} to ${to}; expected it to begin at ${start} and to end ${last ? `at ${points}` : `there or above, and at ${points} at most`}`,
  noPillar: (id: string, pillars: readonly string[]) => `\`${id}\` has no \`pillar\`; expected one of: ${pillars.join(', ')}`,
  emptyPillar: (id: string) => `the pillar \`${id}\` has no capability; expected at least one`,
};

function listed(numbers: readonly number[]): string {
  return numbers.join(', ') || 'none';
}
