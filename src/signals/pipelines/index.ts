/** Pipelines: one CI file in, the small form of `domain/pipeline.ts` out. */
import type { Note } from '../../domain/note.ts';
import type { Pipeline } from '../../domain/pipeline.ts';
import { githubAction } from './github-action.ts';
import { githubWorkflow } from './github-workflow.ts';
import type { PipelineSystem } from './system.ts';

/** To add a CI system is to add its file and its line here. */
const SYSTEMS: readonly PipelineSystem[] = [githubWorkflow, githubAction];

/**
 * Reads a pipeline file of any known CI system; undefined when the path is none. Never throws: what is broken becomes a note, and
 * whatever could be read before it is still used.
 */
export function readPipeline(path: string, text: string): { pipeline?: Pipeline; notes: Note[] } | undefined {
  return SYSTEMS.find((system) => system.owns(path))?.read(path, text);
}
