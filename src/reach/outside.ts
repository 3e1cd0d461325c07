/** Pipelines whose triggers are set outside their file: in the cloud's console, or by a resource that the repository declares. */
import type { Pipeline } from '../domain/pipeline.ts';
import type { FileSignals } from '../domain/signals.ts';
import { placeOf } from './judge.ts';

/** Types of resources that start a build by themselves. */
const TRIGGERS: Partial<Record<Pipeline['system'], RegExp>> = {
  codebuild: /^(?:aws_codepipeline|aws_codebuild_webhook|AWS::CodePipeline::Pipeline|aws:codepipeline\/pipeline:Pipeline|aws:codebuild\/webhook:Webhook)$/,
  cloudbuild: /^(?:google_cloudbuild_trigger|gcp:cloudbuild\/trigger:Trigger|CloudBuildTrigger)$/,
};

/** Why such a pipeline may never run: nothing in the repository starts it. Empty for all others. */
export function startedElsewhere(files: readonly FileSignals[]): (path: string, pipeline: Pipeline) => string[] {
  const types = new Set(files.flatMap(({ file, resources }) => (file.firstParty ? (resources ?? []).map((resource) => resource.type) : [])));
  return (path, { system }) => {
    const trigger = TRIGGERS[system];
    if (trigger === undefined || [...types].some((type) => trigger.test(type))) return [];
    return [`what starts it is set outside the repository (${placeOf(path, 1)})`];
  };
}
