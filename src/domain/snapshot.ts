import type { Note } from './note.ts';

/** What a path is for. Rules say which roles count as evidence. */
export const ROLES = ['main', 'test', 'eval', 'example', 'docs', 'template'] as const;
export type Role = (typeof ROLES)[number];

export interface FileEntry {
  /** Relative to the root, POSIX separators, no leading `./`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly role: Role;
  /** False for vendored, generated and minified files, lock files and submodules: they are never evidence. */
  readonly firstParty: boolean;
  /** Git blob id, where the source knows it without reading the file. */
  readonly blob?: string;
}

/** Says of a file on disk, without its contents being read, whether it is as it was at another time. */
export interface Stamp {
  /** Another text wherever the contents may be others. */
  readonly of: string;
  /** When the file last changed, in milliseconds since 1970. */
  readonly changed: number;
}

/** The files of one repository at one moment. */
export interface Snapshot {
  readonly origin: {
    readonly kind: 'worktree' | 'folder' | 'commit' | 'archive' | 'memory';
    /** Absolute path of the root on disk, for the kinds that have one. */
    readonly path?: string;
    /** `owner/name`, from the remote's URL or the Action's context. */
    readonly repository?: string;
    /** Full commit id. */
    readonly commit?: string;
    /** Where the root lies in its repository, for a root that is not the repository's own: POSIX, no slash at either end. */
    readonly prefix?: string;
  };
  /** Regular files only, sorted by path in code-unit order. */
  readonly files: readonly FileEntry[];
  readonly notes: readonly Note[];
  /** The bytes of one file; rejects only when the file changed under our hands (a caller turns that into a note). */
  read(path: string): Promise<Uint8Array>;
  /** For snapshots of a disk: the stamp of one of the files. */
  stampOf?(path: string): Stamp | undefined;
  /** For snapshots that hold a process or a folder on disk: ends the one and removes the other. Reading is over then. May be called again. */
  close?(): Promise<void>;
}
