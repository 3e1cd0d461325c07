import type { FileChange } from './compare/index.ts';
import type { AuditResult } from './domain/result.ts';
import type { Snapshot } from './domain/snapshot.ts';

type Findings = Pick<AuditResult, 'findings' | 'components'>;

/** How the files that the findings of two audits rest on differ between base and head. Only those are compared, by their bytes. */
export async function changesBetween(base: Snapshot, head: Snapshot, audits: readonly Findings[]): Promise<(path: string) => FileChange | undefined> {
  const paths = new Set(audits.flatMap(({ findings, components = [] }) => [...findings, ...components.flatMap((one) => one.findings)]).flatMap(({ evidence }) => evidence.map(({ path }) => path)));
  const [before, after] = [pathsOf(base), pathsOf(head)];
  const changes = new Map<string, FileChange>();
  for (const path of paths) {
    if (!before.has(path) && after.has(path)) changes.set(path, 'added');
    else if (before.has(path) && !after.has(path)) changes.set(path, 'removed');
    else if (before.has(path) && !(await isSame(base, head, path))) changes.set(path, 'changed');
  }
  return (path) => changes.get(path);
}

function pathsOf(snapshot: Snapshot): ReadonlySet<string> {
  return new Set(snapshot.files.map(({ path }) => path));
}

async function isSame(base: Snapshot, head: Snapshot, path: string): Promise<boolean> {
  const [before, after] = await Promise.all([base.read(path), head.read(path)]);
  return Buffer.compare(before, after) === 0;
}
