/** Paths by which pipelines name what lies in their own repository. `base` is the folder of the tree that the pipeline belongs to. */
import { posix } from 'node:path';
import type { Pipeline } from '../domain/pipeline.ts';

/** `./.github/actions/x` → the action file there, if there is one. */
export function localAction(base: string, uses: string, pipelineAt: (path: string) => Pipeline | undefined): string | undefined {
  const folder = uses.startsWith('./') ? inside(base, uses) : undefined;
  if (folder === undefined) return undefined;
  // A template of steps is named by its own path.
  if (pipelineAt(folder)?.system === 'azure') return folder;
  return ['action.yml', 'action.yaml'].map((name) => posix.join(folder, name)).find((path) => pipelineAt(path)?.system === 'github-action');
}

/** `./.github/workflows/x.yml` → its path. */
export function localWorkflow(base: string, calls: string): string | undefined {
  return calls.startsWith('./') ? inside(base, calls) : undefined;
}

/** A working directory as a path in the repository, `''` for its root. What no file tells (expressions, paths out of the tree) is taken for the base. */
export function folderIn(base: string, folder: string): string {
  const local = folder.trim().replace(/^(?:\$\{\{\s{0,9}(?:github\.workspace|variables\.(?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory|Build\.Repository\.LocalPath|Pipeline\.Workspace\/s))\s{0,9}\}\}|\$\{?GITHUB_WORKSPACE\}?)\/?/, './');
  if (local.includes('${{') || local.startsWith('/')) return base;
  return inside(base, local) ?? base;
}

function inside(base: string, path: string): string | undefined {
  const joined = posix.join(base, path).replace(/\/$/, '');
  if (joined === '..' || joined.startsWith('../') || joined.startsWith('/')) return undefined;
  return joined === '.' ? '' : joined;
}
