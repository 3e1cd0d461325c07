import { LONGEST_DAYS } from '../../domain/configuration.ts';
import { daysBetween } from '../../domain/days.ts';
import { capabilitiesOf, isAttestable } from '../../domain/maturity-model.ts';
import type { Problem } from '../../located-yaml/problems.ts';
import type { Path } from '../../located-yaml/source.ts';
import type { Checking } from './checking.ts';

/** Attestations and waivers name something that they can speak of, once, for a time that is not over before it begins. */
export function checkStatements(checking: Checking): Problem[] {
  const { file, catalogue, known, problem } = checking;
  const practices = catalogue.rules.map(({ id }) => id);
  const attestations = (file.attestations ?? []).flatMap((one, index, all) => {
    const at = ['attestations', index];
    const twice = all.findIndex((other) => other.capability === one.capability && other.practice === one.practice) < index;
    return [
      ...(one.capability === undefined ? [] : checkCapability(checking, one.capability, [...at, 'capability'])),
      ...(one.practice === undefined ? [] : known([...at, 'practice'], 'practice', one.practice, practices)),
      ...(one.elsewhere !== undefined && one.elsewhere === checking.snapshot.origin.repository ? [problem([...at, 'elsewhere'], `\`${one.elsewhere}\` is this repository; what its files can show cannot be attested`)] : []),
      ...(twice ? [problem(at, `\`${one.capability ?? one.practice}\` is attested twice`)] : []),
      ...checkDates(checking, one, at),
    ];
  });
  const waivers = (file.waivers ?? []).flatMap((one, index, all) => {
    const at = ['waivers', index];
    const twice = all.findIndex((other) => other.practice === one.practice) < index;
    return [...known([...at, 'practice'], 'practice', one.practice, practices), ...(twice ? [problem(at, `\`${one.practice}\` is waived twice`)] : []), ...checkDates(checking, one, at)];
  });
  return [...attestations, ...waivers];
}

function checkCapability({ catalogue, known, problem }: Checking, id: string, at: Path): readonly Problem[] {
  const capabilities = catalogue.maturity.flatMap(capabilitiesOf);
  const capability = capabilities.find((one) => one.id === id);
  if (!capability) return known(at, 'capability', id, capabilities.map((one) => one.id));
  if (!capability.needs) return [problem(at, `\`${id}\` only describes a level: there is nothing to attest`)];
  return isAttestable(capability.needs) ? [] : [problem(at, `\`${id}\` cannot be attested, as files show it; where another repository holds one of its practices, attest that practice with \`elsewhere\``)];
}

function checkDates({ day, problem }: Checking, { date, expires }: { readonly date: string; readonly expires: string }, at: Path): Problem[] {
  const days = daysBetween(date, expires);
  return [
    ...(daysBetween(day, date) > 0 ? [problem([...at, 'date'], `the date ${date} lies in the future`)] : []),
    ...(days <= 0 ? [problem([...at, 'expires'], `it expires on ${expires}, which is not after its date ${date}`)] : []),
    ...(days > LONGEST_DAYS ? [problem([...at, 'expires'], `it would hold for ${days} days; expected at most ${LONGEST_DAYS}`)] : []),
  ];
}
