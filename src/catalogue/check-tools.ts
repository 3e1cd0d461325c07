import type { Tool } from '../domain/tool.ts';
import { duplicates, misplaced, problemAt } from './entry.ts';
import type { Entry } from './entry.ts';
import { say } from './errors.ts';
import type { Problem } from '../located-yaml/problems.ts';

const WAYS = ['packages', 'imports', 'calls', 'unmistakable', 'commands', 'actions', 'files', 'resources', 'images', 'env', 'hosts'] as const;

export function checkTools(tools: readonly Entry<Tool>[]): Problem[] {
  return [...duplicates('tool', tools), ...tools.flatMap(checkTool)];
}

function checkTool(entry: Entry<Tool>): Problem[] {
  const tool = entry.value;
  const problems = misplaced(entry, `tools/${tool.categories[0]}.yaml`);
  if (WAYS.every((way) => isEmpty(tool[way]))) problems.push(problemAt(entry, [], say.invisible(tool.id)));
  if (!isEmpty(tool.calls) && isEmpty(tool.imports) && isEmpty(tool.packages)) problems.push(problemAt(entry, ['calls'], say.callsNeedImport(tool.id)));
  return problems;
}

function isEmpty(way: Tool[(typeof WAYS)[number]]): boolean {
  if (way === undefined) return true;
  return Array.isArray(way) ? way.length === 0 : Object.values(way).every((names) => names.length === 0);
}
