/** The steps of a CircleCI job, with the file's own commands put in where they are used. */
import { isMap } from 'yaml';
import type { Node } from 'yaml';
import type { Step } from '../../domain/pipeline.ts';
import type { Parameters } from './circleci-text.ts';
import { fill, filledArguments, parametersOf } from './circleci-text.ts';
import type { Entry, Tree } from './yaml-tree.ts';
import { entriesOf, get, itemsOf, lineOf, takeStep, textLineOf, textOf } from './yaml-tree.ts';

const DEEPEST_COMMAND = 10;
const MOST_STEPS = 500;
/** Steps that only move files about. */
const QUIET: ReadonlySet<string> = new Set(['checkout', 'save_cache', 'restore_cache', 'persist_to_workspace', 'attach_workspace', 'store_artifacts', 'store_test_results', 'setup_remote_docker', 'add_ssh_keys']);

export interface Around {
  readonly parameters: Parameters;
  readonly condition?: string;
  /** Of the job. */
  readonly workingDirectory?: string;
  readonly shell?: string;
}

export function readCircleSteps(tree: Tree, list: Node | undefined, around: Around, depth = 0, found: Step[] = []): Step[] {
  for (const item of itemsOf(tree, list)) {
    if (found.length >= MOST_STEPS || !takeStep(tree, 0)) break;
    const name = textOf(tree, item);
    const entry = name === undefined ? entriesOf(tree, item)[0] : { key: name, line: lineOf(tree, item), value: undefined };
    if (entry !== undefined && !QUIET.has(entry.key)) readStep(tree, entry, around, depth, found);
  }
  return found;
}

function readStep(tree: Tree, entry: Entry, around: Around, depth: number, found: Step[]): void {
  const { key, line, value } = entry;
  if (key === 'run') found.push(...runStep(tree, entry, around));
  else if (key === 'when' || key === 'unless') {
    const condition = conditionOf(tree, key, get(tree, value, 'condition'), around.parameters);
    if (depth < DEEPEST_COMMAND) readCircleSteps(tree, get(tree, value, 'steps'), { ...around, ...(condition === undefined ? {} : { condition }) }, depth + 1, found);
  } else {
    const command = get(tree, get(tree, tree.root, 'commands'), key);
    if (command === undefined) found.push({ line, uses: { name: orbName(tree, key), line }, inputs: filledArguments(tree, value, around.parameters), env: [], ...conditionPart(around.condition) });
    else if (depth < DEEPEST_COMMAND) readCircleSteps(tree, get(tree, command, 'steps'), { ...around, parameters: parametersOf(tree, get(tree, command, 'parameters'), value, around.parameters) }, depth + 1, found);
  }
}

/** The default shell is `bash -eo pipefail`. */
function runStep(tree: Tree, { line, value }: Entry, { parameters, condition, workingDirectory, shell }: Around): Step[] {
  const command = isMap(value) ? get(tree, value, 'command') : value;
  const text = textOf(tree, command);
  if (text === undefined) return [];
  const part = (key: string) => textOf(tree, get(tree, value, key));
  const when = part('when');
  const folder = part('working_directory') ?? workingDirectory;
  const program = part('shell') ?? shell;
  const own = when === 'always' ? 'always()' : when === 'on_fail' ? 'failure()' : condition;
  const name = part('name');
  return [{
    line,
    ...(name === undefined ? {} : { name: fill(name, parameters) }),
    run: { text: fill(text, parameters), line: textLineOf(tree, command), shell: program === undefined ? 'bash' : `${program} {0}` },
    inputs: [],
    env: filledArguments(tree, get(tree, value, 'environment'), parameters),
    ...conditionPart(own),
    ...(part('background') === 'true' ? { continueOnError: true } : {}),
    ...(folder === undefined || folder === '~/project' ? {} : { workingDirectory: fill(folder.replace(/^~\/project\//, ''), parameters) }),
  }];
}

function conditionPart(condition: string | undefined): Pick<Step, 'condition'> {
  return condition === undefined ? {} : { condition };
}

/** `when: << parameters.x >>` once its parameter is known: undefined where it holds, `false` where it does not, else as written. */
export function conditionOf(tree: Tree, kind: 'when' | 'unless', node: Node | undefined, parameters: Parameters): string | undefined {
  const written = textOf(tree, node);
  if (written === undefined) return node === undefined ? undefined : `${kind}: ${entriesOf(tree, node).map((entry) => entry.key).join(', ')} …`;
  const text = fill(written, parameters);
  if (text.includes('<<') || text.includes('${{')) return `${kind}: ${text}`;
  const holds = text !== '' && text !== 'false' && text !== '0';
  return holds === (kind === 'when') ? undefined : 'false';
}

/** `python/install` with `python: circleci/python@2.1` among the orbs is `circleci/python/install@2.1`. */
export function orbName(tree: Tree, written: string): string {
  const slash = written.indexOf('/');
  const orb = slash === -1 ? undefined : textOf(tree, get(tree, get(tree, tree.root, 'orbs'), written.slice(0, slash)));
  if (orb === undefined) return written;
  const [name = '', version] = orb.split('@', 2);
  return `${name}${written.slice(slash)}${version === undefined ? '' : `@${version}`}`;
}
