import type { Note } from '../../domain/note.ts';
import type { Pipeline } from '../../domain/pipeline.ts';

/** A CI system: which files are its own, and how one is read. A file that only looks like one reads as undefined. */
export interface PipelineSystem {
  /** By path, and where paths are free by a glance at the text: most files of a repository are asked. */
  owns(path: string, text: string): boolean;
  read(path: string, text: string): { pipeline?: Pipeline; notes: Note[] } | undefined;
}
