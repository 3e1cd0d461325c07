/** A pipeline as lines of text, every field of the small form among them, so that a test can show the whole of it. */
import type { Job, Pipeline, PipelineEvent, Step } from '../../../src/domain/pipeline.ts';

export function shown(pipeline: Pipeline | undefined): string {
  if (pipeline === undefined) return 'none';
  const { system, events, jobs, templates = [], ...rest } = pipeline;
  return [`${system}${more(rest)}`, ...events.map(event), ...templates.flatMap((one) => job(one, 'template')), ...jobs.flatMap((one) => job(one, 'job'))].join('\n');
}

function event({ line, name, spelled, ...rest }: PipelineEvent): string {
  return `${line}: on ${name} (${spelled})${more(rest)}`;
}

function job({ id, line, needs, steps, ...rest }: Job, word: string): string[] {
  return [`${line}: ${word} ${id}${needs.length > 0 ? ` after ${needs.join(', ')}` : ''}${more(rest)}`, ...steps.map(step)];
}

function step({ line, run, uses, ...rest }: Step): string {
  const text = run === undefined ? '' : ` run ${run.line}${run.shell === undefined ? '' : ` in ${run.shell}`}: ${JSON.stringify(run.text)}`;
  return `${line}:   step${uses === undefined ? '' : ` uses ${uses.name} (${uses.line})`}${text}${more(rest)}`;
}

/** Whatever else there is, without what is empty. */
function more(rest: object): string {
  return Object.entries(rest)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
    .join('');
}
