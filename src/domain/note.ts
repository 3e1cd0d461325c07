/**
 * Something about the audit itself that a reader should know: a file that could not be parsed, a limit that was hit.
 * Notes never change an exit code.
 */
export interface Note {
  /** Stable, kebab-case: `unreadable-yaml`, `link-outside-tree`, `file-too-large`. */
  readonly code: string;
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  /** One sentence. */
  readonly says: string;
}
