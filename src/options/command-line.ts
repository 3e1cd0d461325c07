import { Command, CommanderError } from 'commander';
import { ConfigError } from '../domain/errors.ts';
import type { Gate } from '../domain/gate.ts';

export interface CommandLine<Format extends string> {
  readonly path: string;
  readonly format: Format;
  readonly gate: Gate;
  /** Undefined: as the terminal can. */
  readonly color?: boolean;
}

/**
 * Reads the arguments; undefined when help or the version was asked for and printed. `formats` are the reports that exist. Throws
 * ConfigError with what was expected.
 */
export function readCommandLine<Format extends string>(args: readonly string[], formats: readonly Format[]): CommandLine<Format> | undefined {
  const program = new Command('genaiops-audit')
    .description('Says how mature the generative-AI operations of a repository are, with file and line as proof.')
    .argument('[path]', 'the repository or folder to read', '.')
    .option('--format <name>', `how to print the result: ${formats.join(', ')}`, 'text')
    .option('--model <id>', 'the maturity model that decides (default: the first of the catalogue)')
    .option('--min-level <level>', 'fail (exit 1) below this level')
    .option('--min-score <score>', 'fail (exit 1) below this score, 0 to 100')
    .option('--color', 'colour even where no terminal is seen')
    .option('--no-color', 'no colour')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new ConfigError(`${error.message.replace(/^error: /, '').replace(/\s+/g, ' ').replace(/\.$/, '')}. See genaiops-audit --help.`);
  }
  const flags = program.opts<{ format: string; model?: string; minLevel?: string; minScore?: string; color?: boolean }>();
  const minLevel = wholeNumber('--min-level', flags.minLevel, 9);
  const minScore = wholeNumber('--min-score', flags.minScore, 100);
  return {
    path: program.args[0] ?? '.',
    format: formatNamed(flags.format, formats),
    gate: { ...(flags.model && { model: flags.model }), ...(minLevel !== undefined && { minLevel }), ...(minScore !== undefined && { minScore }) },
    ...(colorAsked(args) && { color: flags.color! }),
  };
}

/** Commander fills in a default for a negatable flag; only what was typed overrides the terminal's own ability. */
function colorAsked(args: readonly string[]): boolean {
  return args.includes('--color') || args.includes('--no-color');
}

function formatNamed<Format extends string>(name: string, formats: readonly Format[]): Format {
  const known = formats.find((format) => format === name);
  if (!known) throw new ConfigError(`--format ${JSON.stringify(name)} is not known; expected one of ${formats.join(', ')}.`);
  return known;
}

function wholeNumber(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new ConfigError(`${flag} ${JSON.stringify(text)} makes no sense; expected a whole number from 0 to ${most}.`);
  return value;
}
