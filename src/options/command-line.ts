import { Command, CommanderError } from 'commander';
import { ConfigError } from '../domain/errors.ts';
import type { Gate } from '../domain/gate.ts';

/** `genaiops-audit explain PRACTICE [PATH]`. */
export interface ExplainLine {
  readonly command: 'explain';
  readonly practice: string;
  /** The repository to explain it for; none: the practice alone. */
  readonly path?: string;
  /** Undefined: as the terminal can. */
  readonly color?: boolean;
}

/** `genaiops-audit [PATH]`. */
export interface AuditLine<Format extends string> {
  readonly command: 'audit';
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
export function readCommandLine<Format extends string>(args: readonly string[], formats: readonly Format[]): AuditLine<Format> | ExplainLine | undefined {
  let explained: { practice: string; path?: string } | undefined;
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
    // Without an action of its own, the presence of a subcommand would print the help.
    .action(() => {})
    .configureHelp({ helpWidth: 110 })
    .configureOutput({ writeErr: () => {} });
  program
    .command('explain')
    .description('what a practice means and how it is decided; with a path, everything that was considered there')
    .argument('<practice>', 'id of the practice, such as those of the JSON report')
    .argument('[path]', 'the repository or folder to explain it for')
    .action((practice: string, path?: string) => void (explained = { practice, ...(path !== undefined && { path }) }));
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new ConfigError(`${error.message.replace(/^error: /, '').replace(/\s+/g, ' ').replace(/\.$/, '')}. See genaiops-audit --help.`);
  }
  const flags = program.opts<{ format: string; model?: string; minLevel?: string; minScore?: string; color?: boolean }>();
  const color = colorAsked(args) ? { color: flags.color! } : {};
  if (explained) return { command: 'explain', ...explained, ...color };
  const minLevel = wholeNumber('--min-level', flags.minLevel, 9);
  const minScore = wholeNumber('--min-score', flags.minScore, 100);
  return {
    command: 'audit',
    path: program.args[0] ?? '.',
    format: formatNamed(flags.format, formats),
    gate: { ...(flags.model && { model: flags.model }), ...(minLevel !== undefined && { minLevel }), ...(minScore !== undefined && { minScore }) },
    ...color,
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
