import type { RoleName } from '../domain/configuration.ts';
import type { FileEntry, Snapshot } from '../domain/snapshot.ts';
import { compilePattern } from './pattern.ts';

/** The snapshot with the roles that its users give to paths. Patterns are those of `.gitignore`; of several that fit, the last decides. */
export function withRoles(snapshot: Snapshot, given: readonly { readonly pattern: string; readonly role: RoleName }[]): Snapshot {
  if (given.length === 0) return snapshot;
  const rules = given.map(({ pattern, role }) => ({ role, covers: coverOf(pattern) }));
  return { ...snapshot, files: snapshot.files.map((file) => withRole(file, rules.findLast(({ covers }) => covers(file.path.split('/')))?.role)) };
}

function withRole(file: FileEntry, role: RoleName | undefined): FileEntry {
  if (role === undefined) return file;
  // A role given by hand also brings back what was taken for vendored.
  return role === 'ignored' ? { ...file, firstParty: false } : { ...file, role, firstParty: true };
}

/** A pattern covers what it matches and everything below that. */
function coverOf(source: string): (segments: readonly string[]) => boolean {
  const pattern = compilePattern(source);
  return (segments) => segments.some((_, index) => {
    const whole = index === segments.length - 1;
    return !(whole && pattern.folderOnly) && pattern.matches(segments.slice(0, index + 1));
  });
}
