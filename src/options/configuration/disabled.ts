import type { Need } from '../../domain/maturity-model.ts';
import type { Problem } from '../../located-yaml/problems.ts';
import type { Checking } from './checking.ts';
import { reportedCapabilities } from './checking.ts';

/** What a level cannot be reached without is not a matter of taste: such a gap can be accepted for a time, with an owner, and stays visible. */
export function checkDisabled(checking: Checking): Problem[] {
  const { file, catalogue, problem, known } = checking;
  const practices = catalogue.rules.map(({ id }) => id);
  return Object.keys(file.disabled ?? {}).flatMap((practice) => {
    const at = ['disabled', practice];
    const unknown = known(at, 'practice', practice, practices);
    if (unknown.length > 0) return unknown;
    const binding = reportedCapabilities(checking).find(({ capability, model }) => model.levels && capability.required && capability.needs && compulsory(capability.needs).includes(practice));
    if (binding) return [problem(at, `\`${practice}\` cannot be disabled, as ${binding.model.title} requires it (${binding.capability.id}); a gap that is accepted for a time is a waiver`)];
    return file.waivers?.some((one) => one.practice === practice) ? [problem(at, `\`${practice}\` is both disabled and waived; expected one of them`)] : [];
  });
}

/** The practices without which a need cannot be met; none of several alternatives. */
function compulsory(need: Need): readonly string[] {
  if (need.practice !== undefined) return [need.practice];
  if (need.any) return need.any.length === 1 ? need.any.flatMap(compulsory) : [];
  return (need.all ?? []).flatMap(compulsory);
}
