import type { Note } from '../../domain/note.ts';
import type { Pipeline } from '../../domain/pipeline.ts';

/** A CI system: which files are its own, and how one is read. A file that only looks like one reads as undefined. */
export interface PipelineSystem {
  owns(path: string): boolean;
  read(path: string, text: string): { pipeline?: Pipeline; notes: Note[] } | undefined;
}
