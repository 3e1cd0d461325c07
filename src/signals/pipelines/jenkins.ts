/**
 * Jenkinsfiles, the declarative kind and as far as they have stages the scripted one. How a job is started is set in Jenkins: a push is taken
 * for granted, as the file is there to be built from its repository; pull requests count only where the file itself speaks of them.
 */
import type { Job, Pipeline, PipelineEvent, Step } from '../../domain/pipeline.ts';
import type { Statement } from './groovy-blocks.ts';
import { readBlocks } from './groovy-blocks.ts';
import type { PipelineSystem } from './system.ts';

const MOST_JOBS = 200;
const MOST_STEPS = 500;

export const jenkins: PipelineSystem = {
  owns: (path) => /(?:^|\/)(?:Jenkinsfile[^/]*|[^/]+\.jenkinsfile)$/i.test(path),
  read(path, text) {
    const blocks = readBlocks(text.replaceAll('\r\n', '\n'));
    if (blocks === undefined) return { notes: [{ code: 'file-too-large', path, says: 'The Jenkinsfile is too long or nests too deeply to be read.' }] };
    const pipeline = readJenkins(blocks, text);
    if (pipeline.jobs.length === 0) return { notes: [{ code: 'invalid-pipeline', path, line: 1, says: 'The Jenkinsfile has no stages with steps, so nothing of what it runs is known.' }] };
    return { pipeline, notes: [] };
  },
};

function readJenkins(blocks: readonly Statement[], text: string): Pipeline {
  const root = find(blocks, 'pipeline') ?? { words: [], line: 1, texts: [], block: blocks };
  const triggers = find(root.block, 'triggers');
  const schedule = triggers?.block.find((one) => one.words[0] === 'cron' || one.words[0] === 'parameterizedCron');
  const changes = /\bchangeRequest\b|\bCHANGE_(?:ID|TARGET|BRANCH)\b/.exec(text);
  const events: PipelineEvent[] = [
    { line: root.line, name: 'push', spelled: 'push' },
    ...(changes === null ? [] : [{ line: lineAt(text, changes.index), name: 'pull_request', spelled: 'changeRequest' } as const]),
    ...(schedule === undefined ? [] : [{ line: schedule.line, name: 'schedule', spelled: 'cron' } as const]),
  ];
  const jobs: Job[] = [];
  readStages(root.block, { needs: [], on: undefined, condition: undefined, env: environmentOf(root), jobs, events: events.map((event) => event.spelled) });
  return { system: 'jenkins', events, env: [], jobs };
}

interface Around {
  readonly needs: readonly string[];
  readonly on: readonly string[] | undefined;
  readonly condition: string | undefined;
  readonly env: Job['env'];
  readonly jobs: Job[];
  readonly events: readonly string[];
}

/** Stages one after the other, those of `parallel` and `matrix` side by side. Answers the ids of the last ones. */
function readStages(block: readonly Statement[], around: Around): readonly string[] {
  let before = around.needs;
  for (const one of block) {
    const name = one.words[0];
    if (name === 'stages' || name === 'node' || name === 'script' || name === 'timestamps' || name === 'withCredentials') before = readStages(one.block, { ...around, needs: before });
    else if (name === 'parallel' || name === 'matrix') before = one.block.flatMap((branch) => readStages(branch.words[0] === 'stages' ? branch.block : [branch], { ...around, needs: before }));
    else if (name === 'stage' && around.jobs.length < MOST_JOBS) before = readStage(one, { ...around, needs: before });
  }
  return before;
}

function readStage(stage: Statement, outer: Around): readonly string[] {
  const when = find(stage.block, 'when');
  const { on, condition } = whenOf(when, outer);
  const around = { ...outer, on, condition, env: [...outer.env, ...environmentOf(stage)] };
  const inner = readStages(stage.block.filter((one) => !['steps', 'post', 'when'].includes(one.words[0] ?? '')), around);
  if (inner !== outer.needs) return inner;
  const steps: Step[] = [];
  const isScripted = find(stage.block, 'steps') === undefined;
  readSteps(isScripted ? stage.block : (find(stage.block, 'steps')?.block ?? []), {}, steps);
  for (const phase of find(stage.block, 'post')?.block ?? []) readSteps(phase.block, phaseOf(phase.words[0]), steps);
  const title = stage.texts[0]?.text ?? `stage${stage.line}`;
  const id = outer.jobs.some((job) => job.id === title) ? `${title} ${stage.line}` : title;
  const input = find(stage.block, 'input') ?? find(find(stage.block, 'steps')?.block ?? [], 'input');
  outer.jobs.push({
    id, line: stage.line, needs: outer.needs, ...(condition === undefined ? {} : { condition }), ...(on === undefined ? {} : { on }),
    ...(input === undefined ? {} : { approval: { line: input.line } }), env: around.env, steps,
  });
  return [id];
}

/** What follows a success may fail unseen no more than the rest; what follows a failure runs only then. */
function phaseOf(name: string | undefined): Partial<Step> {
  return name === 'success' || name === 'fixed' ? {} : { condition: name === 'failure' || name === 'unsuccessful' || name === 'unstable' ? 'failure()' : 'always()' };
}

/** `branch 'main'` comes with pushes, `changeRequest()` with pull requests; all else is kept as text that nobody can decide. */
function whenOf(when: Statement | undefined, { on, condition, events }: Around): { on: readonly string[] | undefined; condition: string | undefined } {
  let open = on;
  let text = condition;
  for (const one of when?.block ?? []) {
    const [name] = one.words;
    const negated = name === 'not' && one.block[0]?.words[0] === 'changeRequest';
    if (name === 'changeRequest') open = ['changeRequest'];
    else if (name === 'branch' || name === 'tag' || name === 'buildingTag' || negated) open = (open ?? events).filter((event) => event !== 'changeRequest');
    else if (name === 'triggeredBy') open = /timer/i.test(one.words.join(' ') + (one.texts[0]?.text ?? '')) ? ['cron'] : open;
    else if (name === 'expression' && one.block.every((inner) => inner.words.every((word) => word === 'false' || word === 'return')) && one.block.some((inner) => inner.words.includes('false'))) text = 'false';
    else if (name !== 'beforeAgent' && name !== 'beforeInput' && name !== 'beforeOptions') text ??= `when: ${one.words.join(' ')}${one.texts[0] === undefined ? '' : ` '${one.texts[0].text}'`}`;
  }
  return { on: open, condition: text };
}

/** Blocks such as `dir`, `withEnv` and `script` hold steps; `catchError` and `warnError` let them fail. */
function readSteps(block: readonly Statement[], rest: Partial<Step>, steps: Step[]): void {
  for (const one of block) {
    if (steps.length >= MOST_STEPS) return;
    const [name = ''] = one.words;
    const program = /^(?:sh|bat|powershell|pwsh)$/.exec(one.words.find((word) => /^(?:sh|bat|powershell|pwsh)$/.test(word)) ?? '')?.[0];
    const command = program === undefined ? undefined : commandOf(one);
    if (program !== undefined && command !== undefined) steps.push(shellStep(one, program, command, rest));
    else if (name === 'dir') readSteps(one.block, { ...rest, workingDirectory: one.texts[0]?.text ?? '' }, steps);
    else if (name === 'catchError' || name === 'warnError' || name === 'try') readSteps(one.block, { ...rest, continueOnError: true }, steps);
    else readSteps(one.block, name === 'catch' ? { ...rest, condition: 'failure()' } : rest, steps);
  }
}

/** Of `sh(label: 'x', script: 'y')` the last text, else the only one. */
function commandOf({ words, texts }: Statement): Statement['texts'][number] | undefined {
  const at = words.includes('script') && words.includes('label') && words.indexOf('label') > words.indexOf('script') ? 0 : texts.length - 1;
  return texts[at];
}

function shellStep(one: Statement, program: string, command: { text: string; line: number }, rest: Partial<Step>): Step {
  // Whoever asks for the exit code looks at it, or not.
  const swallows = one.words.includes('returnStatus');
  const shell = program === 'bat' ? 'cmd' : program === 'sh' ? undefined : 'pwsh';
  return { inputs: [], env: [], ...rest, ...(swallows ? { continueOnError: true } : {}), line: one.line, run: { text: command.text, line: command.line, ...(shell === undefined ? {} : { shell }) } };
}

function environmentOf(block: Statement): Job['env'] {
  return (find(block.block, 'environment')?.block ?? []).flatMap(({ words, texts, line }) => {
    const [name] = words;
    const text = texts[0]?.text;
    // `credentials('x')` gives a secret, not the text in it.
    return name === undefined || text === undefined || words.length > 1 || text.includes('$') ? [] : [{ name, value: text, line }];
  });
}

function find(block: readonly Statement[], name: string): Statement | undefined {
  return block.find((one) => one.words[0] === name);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
