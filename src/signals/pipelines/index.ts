/** Pipelines: one CI file in, the small form of `domain/pipeline.ts` out. */
import type { Note } from '../../domain/note.ts';
import type { Pipeline } from '../../domain/pipeline.ts';
import { azure } from './azure.ts';
import { bitbucket } from './bitbucket.ts';
import { buildkite } from './buildkite.ts';
import { argo, tekton } from './kubernetes-pipelines.ts';
import { circleci } from './circleci.ts';
import { cloudBuild, codeBuild } from './cloud-builds.ts';
import { drone, woodpecker } from './drone.ts';
import { githubAction } from './github-action.ts';
import { githubWorkflow } from './github-workflow.ts';
import { gitlab } from './gitlab.ts';
import { jenkins } from './jenkins.ts';
import { travis } from './travis.ts';
import type { PipelineSystem } from './system.ts';

/** To add a CI system is to add its file and its line here. */
const SYSTEMS: readonly PipelineSystem[] = [
  githubWorkflow, githubAction, circleci, bitbucket, buildkite, travis, jenkins, drone, woodpecker, cloudBuild, codeBuild, argo, tekton,
  // Their files may lie anywhere under any name, so they look at the text of what no other system claims.
  gitlab, azure,
];

/**
 * Reads a pipeline file of any known CI system; undefined when the path is none. Never throws: what is broken becomes a note, and
 * whatever could be read before it is still used.
 */
export function readPipeline(path: string, text: string): { pipeline?: Pipeline; notes: Note[] } | undefined {
  for (const system of SYSTEMS) {
    const read = system.owns(path, text) ? system.read(path, text) : undefined;
    if (read !== undefined) return read;
  }
  return undefined;
}
