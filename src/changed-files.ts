import type { FileChange } from './compare/index.ts';
import type { AuditResult } from './domain/result.ts';
import type { Snapshot } from './domain/snapshot.ts';

/** Those of the paths that differ between base and head, by their bytes. What neither has is no difference. */
export async function changesBetween(base: Snapshot, head: Snapshot, paths: Iterable<string>): Promise<ReadonlyMap<string, FileChange>> {
  const [before, after] = [pathsOf(base), pathsOf(head)];
  const changes = new Map<string, FileChange>();
  for (const path of paths) {
    if (!before.has(path) && after.has(path)) changes.set(path, 'added');
    else if (before.has(path) && !after.has(path)) changes.set(path, 'removed');
    else if (before.has(path) && !(await isSame(base, head, path))) changes.set(path, 'changed');
  }
  return changes;
}

/** The files that the findings of an audit rest on. */
export function filesBehind({ findings, components = [] }: Pick<AuditResult, 'findings' | 'components'>): string[] {
  return [...findings, ...components.flatMap((one) => one.findings)].flatMap(({ evidence }) => evidence.map(({ path }) => path));
}

function pathsOf(snapshot: Snapshot): ReadonlySet<string> {
  return new Set(snapshot.files.map(({ path }) => path));
}

async function isSame(base: Snapshot, head: Snapshot, path: string): Promise<boolean> {
  const [before, after] = await Promise.all([base.read(path), head.read(path)]);
  return Buffer.compare(before, after) === 0;
}
