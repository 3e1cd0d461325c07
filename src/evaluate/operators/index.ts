import type { Operator, OperatorName } from '../../domain/rule.ts';
import { OPERATORS } from '../../domain/rule.ts';
import type { Context, Scope } from '../context.ts';
import type { Match } from '../match.ts';
import * as automation from './automation.ts';
import * as code from './code.ts';
import * as files from './files.ts';
import * as groups from './groups.ts';
import * as tools from './tools.ts';

/** An operator's own part of the rule, the context and the roles that count → where it held. */
export type Evaluate<K extends OperatorName> = (spec: NonNullable<Operator[K]>, context: Context, scope: Scope, operator: Operator) => Match[];

const table: { readonly [K in OperatorName]: Evaluate<K> } = {
  any: groups.any,
  all: groups.all,
  not: groups.not,
  count: groups.count,
  runs: automation.runs,
  uses: groups.uses,
  limit: groups.limit,
  most: groups.most,
  owners: files.owners,
  tool: tools.tool,
  call: code.call,
  modelCall: code.modelCall,
  import: code.imported,
  constant: code.constant,
  setting: code.setting,
  literal: code.literal,
  compare: code.compare,
  loop: code.loop,
  define: code.define,
  prompt: files.prompt,
  dataSet: files.dataSet,
  document: files.local,
  path: files.path,
  section: files.section,
  resource: files.resource,
  step: automation.step,
  job: automation.job,
  package: files.packaged,
  text: files.local,
  evidenceOf: groups.evidenceOf,
};

/** Where an operator holds: no matches means that it does not. Its `says` rewords, its `roles` replace those of the rule. */
export function evaluateOperator(operator: Operator, context: Context, scope: Scope): Match[] {
  const name = OPERATORS.find((one) => operator[one] !== undefined)!;
  const inner = operator.roles ? { roles: operator.roles } : scope;
  const evaluate = table[name] as Evaluate<OperatorName>;
  const matches = evaluate(operator[name]!, context, inner, operator);
  return operator.says ? matches.map((match) => ({ ...match, says: operator.says! })) : matches;
}
