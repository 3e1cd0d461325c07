/** What the repository's own people wrote: the rest (vendored, generated, minified, locked) is never evidence. */
import type { Attributes } from './attributes.ts';

/** Whether a file is first-party. What `.gitattributes` says, in either direction, comes before what the name says. */
export function firstParty(path: string, attributes: Attributes): boolean {
  const flags = attributes.flagsOf(path);
  const segments = path.split('/');
  const file = segments.pop() ?? '';
  const vendored = flags.vendored ?? isVendored(segments);
  const generated = flags.generated ?? (isGenerated(segments, file) || LOCK_FILE.test(file));
  return !vendored && !generated;
}

const VENDOR_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules', 'bower_components', 'jspm_packages', 'third_party', 'third-party', 'thirdparty', '3rdparty', '_vendor', 'vendored',
  '.venv', 'venv', 'site-packages', '__pycache__', '.tox', '.nox', 'Pods', 'Carthage', 'Godeps', '.yarn', '.pnpm-store', '.gradle', '.terraform',
]);

function isVendored(folders: readonly string[]): boolean {
  return folders.some((name, index) => VENDOR_FOLDERS.has(name) || name.endsWith('.dist-info') || name.endsWith('.egg-info') || isVendorFolder(folders, index));
}

/**
 * `vendor/` holds other people's code at the root of a package and among web assets. Deeper in an application's own code it is as likely a
 * supplier: `src/features/vendor/`.
 */
function isVendorFolder(folders: readonly string[], index: number): boolean {
  if (folders[index] !== 'vendor') return false;
  const parent = folders[index - 1];
  return parent === undefined || VENDOR_PARENTS.has(parent) || !folders.slice(0, index).some((name) => name === 'src' || name === 'app');
}
const VENDOR_PARENTS: ReadonlySet<string> = new Set(['src', 'static', 'assets', 'public', 'wwwroot', 'js', 'css', 'lib', 'libs']);

/** `dist/` is compiled output by convention. `build/` and `out/` are not here: repositories keep scripts of their own in both. */
function isGenerated(folders: readonly string[], file: string): boolean {
  return folders.some((name) => name === 'dist' || name === '.next' || name === '.nuxt') || GENERATED_FILES.some((pattern) => pattern.test(file));
}
const GENERATED_FILES: readonly RegExp[] = [
  /[.-]min\.(?:m?js|css)$/i,
  /\.bundle\.m?js$/i,
  /\.(?:m?js|css)\.map$/i,
  /_pb2(?:_grpc)?\.pyi?$/,
  /(?:\.pb|_grpc\.pb|\.pb\.gw)\.(?:go|cc|h)$/,
  /\.(?:g|g\.i|designer|generated)\.(?:cs|vb)$/i,
  /\.(?:g|freezed)\.dart$/,
  /\.generated\.(?:m?[jt]sx?|py|go)$/i,
  /^zz_generated\./,
];

const LOCK_FILE =
  /^(?:.*\.lock|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|bun\.lockb|go\.sum|packages\.lock\.json|gradle\.lockfile|\.terraform\.lock\.hcl|Package\.resolved|conda-lock\.ya?ml)$/i;
