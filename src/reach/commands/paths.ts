/**
 * Paths as commands spell them. A folder is relative to the repository's root (the root itself is ''); undefined stands for a folder that
 * cannot be known, because it hangs on a variable or lies outside.
 */
export type Folder = string | undefined;

/** How commands name the root of the checkout. */
export const ROOT = '$GITHUB_WORKSPACE';
const ROOTED = /^(?:\$\{\{\s*(?:github\.workspace|variables\.(?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory|Build\.Repository\.LocalPath))\s*\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|BITBUCKET_CLONE_DIR|WORKSPACE|TRAVIS_BUILD_DIR|CODEBUILD_SRC_DIR|BUILDKITE_BUILD_CHECKOUT_PATH|DRONE_WORKSPACE|CI_WORKSPACE|CIRCLE_WORKING_DIRECTORY)\}?|\$\((?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory|git rev-parse --show-toplevel)\))(?=\/|$)/;

/** The path relative to the root; undefined when it is absolute, leaves the repository or hangs on a variable. */
export function resolvePath(cwd: Folder, path: string): string | undefined {
  const root = ROOTED.exec(path)?.[0];
  const rest = root === undefined ? path : path.slice(root.length + 1);
  const base = root === undefined ? cwd : '';
  if (base === undefined || rest.startsWith('/') || rest.startsWith('~') || rest.includes('$') || rest.includes('\0')) return undefined;
  const parts = base === '' ? [] : base.split('/');
  for (const part of rest.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The folder that a file is in. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The folder itself and those above it, nearest first. */
export function upwards(folder: Folder): string[] {
  if (folder === undefined) return [];
  const found = [folder];
  for (let at = folder; at !== ''; ) found.push((at = folderOf(at)));
  return found;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
