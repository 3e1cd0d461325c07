/**
 * Google Cloud Build and AWS CodeBuild. Neither file says what starts it: a trigger in the console or a resource does. Whoever follows them
 * decides whether the repository declares such a resource.
 */
import type { Node } from 'yaml';
import type { Pipeline, PipelineEvent, Step } from '../../domain/pipeline.ts';
import { readArguments } from './arguments.ts';
import { commandSteps, readCommands, textStep } from './script-lists.ts';
import type { PipelineSystem } from './system.ts';
import type { Tree } from './yaml-tree.ts';
import { entriesOf, get, itemsOf, lineOf, readTree, textOf, textsOf } from './yaml-tree.ts';

const EVENTS: readonly PipelineEvent[] = [{ line: 1, name: 'other', spelled: 'trigger' }];
const MOST_STEPS = 300;
/** What comes before it decides the build; `post_build` runs whatever happened. */
const PHASES = ['install', 'pre_build', 'build', 'post_build'];

export const cloudBuild: PipelineSystem = {
  owns: (path) => /(?:^|\/)[^/]*cloudbuild[^/]*\.(?:ya?ml|json)$/i.test(path),
  read(path, text) {
    const { tree, notes } = readTree(path, text, true);
    const steps = tree ? itemsOf(tree, get(tree, tree.root, 'steps')).slice(0, MOST_STEPS).flatMap((node) => imageSteps(tree, node)) : [];
    if (steps.length === 0) return notes.length > 0 ? { notes } : undefined;
    return { pipeline: pipelineOf('cloudbuild', steps), notes };
  },
};

export const codeBuild: PipelineSystem = {
  owns: (path) => /(?:^|\/)[^/]*buildspec[^/]*\.ya?ml$/i.test(path),
  read(path, text) {
    const { tree, notes } = readTree(path, text, true);
    const phases = tree && get(tree, tree.root, 'phases');
    const steps = tree ? PHASES.flatMap((name) => phaseSteps(tree, name, get(tree, phases, name))) : [];
    if (steps.length === 0) return notes.length > 0 ? { notes } : undefined;
    return { pipeline: pipelineOf('codebuild', steps, tree && readArguments(tree, get(tree, get(tree, tree.root, 'env'), 'variables'))), notes };
  },
};

function pipelineOf(system: 'cloudbuild' | 'codebuild', steps: Step[], env: Pipeline['env'] = []): Pipeline {
  return { system, events: EVENTS, env, jobs: [{ id: 'build', line: steps[0]?.line ?? 1, needs: [], env: [], steps }] };
}

/** A step is an image with arguments: those of a shell's `-c` are text, others follow the image's own program. */
function imageSteps(tree: Tree, node: Node): Step[] {
  const image = get(tree, node, 'name');
  const name = textOf(tree, image);
  if (name === undefined) return [];
  const id = textOf(tree, get(tree, node, 'id'));
  const folder = textOf(tree, get(tree, node, 'dir'));
  const isSoft = textOf(tree, get(tree, node, 'allowFailure')) === 'true';
  const rest = { ...(id === undefined ? {} : { id }), ...(folder === undefined ? {} : { workingDirectory: folder }), ...(isSoft ? { continueOnError: true } : {}) };
  const script = textStep(tree, get(tree, node, 'script'), rest);
  if (script.length > 0) return script;
  const args = itemsOf(tree, get(tree, node, 'args'));
  const words = args.map((arg) => textOf(tree, arg) ?? '');
  const program = textOf(tree, get(tree, node, 'entrypoint')) ?? programOf(name);
  const dash = /(?:^|\/)(?:ba)?sh$/.test(program) ? words.findIndex((word) => /^-\w*c$/.test(word)) : -1;
  const text = dash === -1 ? undefined : args[dash + 1];
  // The shell was given its own flags, perhaps without `-e`.
  if (text !== undefined) return textStep(tree, text, { ...rest, shell: ['bash', ...words.slice(0, dash + 1).map((word) => word.replace('c', '')).filter((word) => word !== '-'), '{0}'].join(' ') });
  const line = lineOf(tree, node);
  return [{ inputs: [], env: [], ...rest, line, uses: { name, line: lineOf(tree, image) }, run: { text: [program, ...words.map(quoted)].join(' '), line } }];
}

/** Builders are images named after their program, some with a tag or `cloud-sdk` for `gcloud`. */
function programOf(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/s, '');
  return name === 'cloud-sdk' ? 'gcloud' : name;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./$-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function phaseSteps(tree: Tree, name: string, phase: Node | undefined): Step[] {
  const isSoft = textsOf(tree, get(tree, phase, 'on-failure')).includes('CONTINUE');
  const rest = { ...(isSoft ? { continueOnError: true } : {}), ...(name === 'post_build' ? { condition: 'always()' } : {}) };
  const commands = entriesOf(tree, phase).length === 0 ? [] : readCommands(tree, get(tree, phase, 'commands'));
  const last = readCommands(tree, get(tree, phase, 'finally'));
  return [...commandSteps(commands, rest), ...commandSteps(last, { ...rest, condition: 'always()' })];
}
