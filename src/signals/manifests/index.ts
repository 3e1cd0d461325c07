/** Manifests: what a repository depends on, and what it says of its own packages. */
import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { readCargo } from './cargo.ts';
import { readComposer } from './composer.ts';
import { readConda } from './conda.ts';
import { readDeno } from './deno.ts';
import { readGoMod } from './go-mod.ts';
import { readGradle } from './gradle.ts';
import { compact, tooLarge } from './manifest.ts';
import type { ManifestReader, ManifestSignals } from './manifest.ts';
import { readMsbuild } from './msbuild.ts';
import { readPackageJson } from './package-json.ts';
import { readPipfile } from './pipfile.ts';
import { readPom } from './pom.ts';
import { readPyproject } from './pyproject.ts';
import { readRequirements } from './requirements.ts';
import { readGemfile, readGemspec } from './ruby.ts';
import { readSetupCfg } from './setup-cfg.ts';
import { readSetupPy } from './setup-py.ts';
import { readVersionCatalog } from './version-catalog.ts';

export type { ManifestSignals } from './manifest.ts';

/** Tried in order on the end of the path: the basename, and for requirements/*.txt its folder. */
const READERS: readonly (readonly [name: RegExp, read: ManifestReader])[] = [
  [/^package\.json$/, readPackageJson],
  [/^(?:deno\.jsonc?|jsr\.jsonc?)$/, readDeno],
  [/^pyproject\.toml$/, readPyproject],
  [/constraints[^/]*\.(?:txt|in)$/, () => NOTHING],
  [/requirements[^/]*\.(?:txt|in)$/, readRequirements],
  [/^Pipfile$/, readPipfile],
  [/^setup\.cfg$/, readSetupCfg],
  [/^setup\.py$/, readSetupPy],
  [/^(?:environment(?:[-_][^/]*)?|conda)\.ya?ml$/, readConda],
  [/^go\.mod$/, readGoMod],
  [/^pom\.xml$/, readPom],
  [/^build\.gradle(?:\.kts)?$/, readGradle],
  [/\.versions\.toml$/, readVersionCatalog],
  [/\.(?:cs|fs|vb)proj$/, readMsbuild],
  [/^Directory\.(?:Packages|Build)\.(?:props|targets)$/, readMsbuild],
  [/^Cargo\.toml$/, readCargo],
  [/^(?:Gemfile|gems\.rb)$/, readGemfile],
  [/\.gemspec$/, readGemspec],
  [/^composer\.json$/, readComposer],
];

const NOTHING: ManifestSignals = { dependencies: [], notes: [] };

/** Longer text is no manifest that a person wrote. Characters. */
const LONGEST = 1_000_000;

export function isManifest(path: string): boolean {
  return readerOf(path) !== undefined;
}

/** Undefined when the path is no manifest. Never throws: what cannot be read becomes a note. */
export function readManifest(path: string, text: string): ManifestSignals | undefined {
  const read = readerOf(path);
  if (!read) return undefined;
  if (text.length > LONGEST) return { ...NOTHING, notes: [tooLarge(path, LONGEST)] };
  const signals = read(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'), path);
  return compact<ManifestSignals>({
    dependencies: signals.dependencies.filter((one) => one.name !== '' && one.name.length <= LONGEST_NAME).map(withHarmlessVersion).toSorted(byLineAndName),
    package: signals.package && short(signals.package),
    notes: signals.notes,
  });
}

function readerOf(path: string): ManifestReader | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const folder = path.slice(path.lastIndexOf('/', slash - 1) + 1, Math.max(slash, 0));
  const entry = READERS.find(([pattern]) => pattern.test(name));
  return entry?.[1] ?? (folder === 'requirements' && /\.(?:txt|in)$/.test(name) ? readRequirements : undefined);
}

const LONGEST_NAME = 250;
const LONGEST_TEXT = 1000;

/** A version that is a URL may carry a password, one with `${` or `$(` stands elsewhere, and one of a thousand characters is none. */
function withHarmlessVersion(one: Dependency): Dependency {
  const { version, ...rest } = one;
  return version === undefined || /:\/\/|\$[{(]/.test(version) || version.length > LONGEST_NAME ? rest : one;
}

function short(fact: PackageFact): PackageFact {
  return compact<PackageFact>({ ...fact, name: fact.name?.slice(0, LONGEST_NAME), version: fact.version?.slice(0, LONGEST_NAME), description: fact.description?.slice(0, LONGEST_TEXT) });
}

function byLineAndName(a: Dependency, b: Dependency): number {
  return a.line - b.line || (a.name < b.name ? -1 : Number(a.name > b.name));
}
