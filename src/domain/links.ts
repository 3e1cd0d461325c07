/** Links: facts across files. Made once per audit, from all signals. */
import type { Call, FileSignals } from './signals.ts';

/** A call that belongs to a catalogued tool: its module imports the tool, or its shape is unmistakable. */
export interface ToolCall {
  readonly path: string;
  readonly call: Call;
  readonly tool: string;
}

export interface Links {
  /** Signals by path, every file that has any. */
  readonly byPath: ReadonlyMap<string, FileSignals>;
  /** Path → the first-party files that it imports (resolved). */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** The reverse. */
  readonly importedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Path → files that its code reads by a literal path or name (prompts, data sets, configs). */
  readonly loads: ReadonlyMap<string, ReadonlySet<string>>;
  readonly loadedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Tool id → where it is imported: path and line. */
  readonly toolImports: ReadonlyMap<string, readonly { readonly path: string; readonly line: number; readonly module: string }[]>;
  /** Tool id → where it is declared. */
  readonly toolDependencies: ReadonlyMap<string, readonly { readonly path: string; readonly line: number; readonly name: string; readonly scope: string }[]>;
  readonly toolCalls: readonly ToolCall[];
  /** First-party files that call a model: directly (`via` empty) or through a wrapper module (`via` names it). */
  readonly modelCallers: ReadonlyMap<string, { readonly line: number; readonly via?: string }>;
  /** Environment variables and settings that code reads: name → places. */
  readonly settingReads: ReadonlyMap<string, readonly { readonly path: string; readonly line: number }[]>;
  /** The literal that a name stands for where a file uses it, through imports: `constantOf(path, 'settings.MODEL')`. */
  constantOf(path: string, name: string): { readonly value: string | number | boolean | null; readonly path: string; readonly line: number } | undefined;
}
