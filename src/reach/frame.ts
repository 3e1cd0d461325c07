/** Where a walk through pipelines stands, and what it hands on: a leaf for each step that runs something. */
import type { Job, Pipeline, PipelineEvent, Step } from '../domain/pipeline.ts';
import type { Argument } from '../domain/signals.ts';
import type { TrailStep } from '../domain/reach.ts';
import type { Scope } from './scope.ts';

/** A job as one walk came to it. Two calls of the same workflow give two of it. */
export interface JobSite {
  readonly pipeline: Pipeline;
  readonly job: Job;
  readonly scope: Scope;
}

/** Something that a person must do before a job goes on. */
export interface Hold {
  /** A sentence with its place. */
  readonly says: string;
  /** Nothing waits for the person: most often, it never runs. */
  readonly optional: boolean;
}

/** The condition of a step on the way, where it stands. */
interface Guard {
  readonly condition: string | undefined;
  readonly scope: Scope;
}

export interface Frame {
  /** The file that is being walked. */
  readonly path: string;
  readonly scope: Scope;
  readonly trail: readonly TrailStep[];
  readonly conditions: readonly string[];
  readonly stops: readonly string[];
  readonly loses: readonly string[];
  readonly holds: readonly Hold[];
  /** From the starting pipeline's job down to this one. */
  readonly jobs: readonly JobSite[];
  readonly guards: readonly Guard[];
  /** Where commands run, unless their step says otherwise: relative to the root of the tree that the pipeline belongs to. */
  readonly folder: string;
  readonly environment?: string;
  /** Files that called one another down to here. */
  readonly active: readonly string[];
}

export interface Leaf extends Frame {
  readonly event: PipelineEvent;
  /** Shell text with what is known filled in. */
  readonly command?: { readonly text: string; readonly line: number; readonly shell?: string; readonly cwd: string };
  /** An action or pipeline that is not part of the repository. */
  readonly action?: { readonly name: string; readonly line: number };
  /** Inputs of the action, and the variables around a command. */
  readonly inputs: readonly Filled[];
  readonly step?: Step;
}

export type Filled = Argument & { readonly line: number };

/** One walk: from one event of one pipeline. */
export interface Walk {
  readonly event: PipelineEvent;
  /** Folder of the tree that the pipeline belongs to; empty for the repository itself. */
  readonly base: string;
  pipelineAt(path: string): Pipeline | undefined;
  readonly leaves: Leaf[];
  /** Jobs and steps that may still be visited. */
  room: number;
}
