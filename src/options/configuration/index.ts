/** `.github/genaiops.yml`: what the users of a repository decide about its audit. */
import type { Catalogue } from '../../domain/catalogue.ts';
import type { Configuration, ConfigurationFile } from '../../domain/configuration.ts';
import { CONFIGURATION_FILE, configurationSchema, NO_CONFIGURATION } from '../../domain/configuration.ts';
import { ConfigError } from '../../domain/errors.ts';
import type { Gate } from '../../domain/gate.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { sentences } from '../../located-yaml/problems.ts';
import type { Problem } from '../../located-yaml/problems.ts';
import type { Source } from '../../located-yaml/source.ts';
import { parseSource } from '../../located-yaml/source.ts';
import { validate } from '../../located-yaml/validate.ts';
import { checkConfiguration } from './check.ts';

/** Larger is no configuration but an attempt. */
const MOST_BYTES = 1024 * 1024;

/** A configuration as it is written: not yet compared with what the catalogue and the tree have. */
export interface WrittenConfiguration {
  readonly configuration: Configuration;
  /** Throws ConfigError with a sentence for everything that makes no sense beside the catalogue and the tree. `day`: today. */
  check(catalogue: Catalogue, snapshot: Snapshot, day: string): void;
}

/**
 * Reads the configuration of a snapshot. `file`: relative to its root; the usual place when not given, where it may be missing. Throws
 * ConfigError with a sentence for every mistake, each with file and line.
 */
export async function readConfiguration(snapshot: Snapshot, file?: string): Promise<WrittenConfiguration> {
  const path = file ?? CONFIGURATION_FILE;
  const entry = snapshot.files.find((one) => one.path === path);
  if (!entry) {
    refuseOtherSpelling(snapshot, path);
    if (file !== undefined) throw new ConfigError(`There is no file ${file} in what is audited; expected a configuration such as ${CONFIGURATION_FILE}.`);
    return { configuration: NO_CONFIGURATION, check: () => {} };
  }
  if (entry.size > MOST_BYTES) throw new ConfigError(`${path}: is larger than ${MOST_BYTES} bytes; expected a configuration that people can read.`);
  const { source, value } = parse(path, new TextDecoder().decode(await snapshot.read(path)));
  return {
    configuration: configurationOf(value, source),
    check: (catalogue, tree, day) => refuse(checkConfiguration(value, source, catalogue, tree, day)),
  };
}

function parse(path: string, text: string): { source: Source; value: ConfigurationFile } {
  const { source, problems } = parseSource({ path, name: path, text });
  if (!source) throw new ConfigError(sentences(problems).join('\n'));
  // An empty file, or one with nothing but comments, decides nothing.
  const { value, problems: wrong } = validate(configurationSchema, source, [], source.value ?? {});
  if (!value) throw new ConfigError(sentences(wrong).join('\n'));
  return { source, value };
}

function configurationOf(value: ConfigurationFile, source: Source): Configuration {
  const { gate = {}, models, components = [], roles = {}, disabled = {}, attestations = [], waivers = [] } = value;
  return {
    file: source.path,
    gate: gateOf(gate),
    ...(models && { models }),
    extends: value.extends ?? [],
    components,
    roles: Object.entries(roles).map(([pattern, role]) => ({ pattern, role })),
    disabled: Object.entries(disabled).map(([practice, reason]) => ({ practice, reason, line: source.lineOf(['disabled', practice]) })),
    attestations: attestations.map((one, index) => ({ ...one, line: source.lineOf(['attestations', index]) })),
    waivers: waivers.map((one, index) => ({ ...one, line: source.lineOf(['waivers', index]) })),
  };
}

function gateOf({ model, 'min-level': minLevel, 'min-score': minScore, 'require-genai': requireGenai, 'fail-on': failOn, areas, practices }: NonNullable<ConfigurationFile['gate']>): Gate {
  return {
    ...(model !== undefined && { model }), ...(failOn !== undefined && { failOn }), ...(minLevel !== undefined && { minLevel }), ...(minScore !== undefined && { minScore }),
    ...(requireGenai !== undefined && { requireGenai }), ...(areas && { areas }), ...(practices && { practices }),
  };
}

/** `.yaml` for `.yml` would be a configuration that nobody reads. */
function refuseOtherSpelling(snapshot: Snapshot, path: string): void {
  const other = path.replace(/\.yml$/, '.yaml');
  if (other !== path && snapshot.files.some((one) => one.path === other)) throw new ConfigError(`${other}: is not read; rename it to ${path}.`);
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigError(sentences(problems).join('\n'));
}
