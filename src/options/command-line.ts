import { Argument, Command, CommanderError } from 'commander';
import { ConfigError } from '../domain/errors.ts';
import type { Gate } from '../domain/gate.ts';
import { FAIL_ON } from '../domain/gate.ts';

/** `genaiops-audit explain PRACTICE [PATH]`. */
export interface ExplainLine {
  readonly command: 'explain';
  readonly practice: string;
  /** The repository to explain it for; none: the practice alone. */
  readonly path?: string;
  readonly config?: string;
  /** Undefined: as the terminal can. */
  readonly color?: boolean;
}

/** `genaiops-audit rules test [FOLDER]`. */
export interface RulesTestLine {
  readonly command: 'rules test';
  /** Where the house rules are; none: where the configuration of the current folder says. */
  readonly folder?: string;
  readonly config?: string;
  /** Undefined: as the terminal can. */
  readonly color?: boolean;
}

/** `genaiops-audit [PATH]`. */
export interface AuditLine<Format extends string> {
  readonly command: 'audit';
  readonly path: string;
  readonly format: Format;
  /** The configuration's file, relative to the path; the usual place when not given. */
  readonly config?: string;
  /** The branch, tag or commit to compare with. */
  readonly base?: string;
  readonly gate: Gate;
  /** Undefined: as the terminal can. */
  readonly color?: boolean;
}

/**
 * Reads the arguments; undefined when help or the version was asked for and printed. `formats` are the reports that exist. Throws
 * ConfigError with what was expected.
 */
export function readCommandLine<Format extends string>(args: readonly string[], formats: readonly Format[]): AuditLine<Format> | ExplainLine | RulesTestLine | undefined {
  let explained: { practice: string; path?: string } | undefined;
  let tested: { folder?: string } | undefined;
  const program = new Command('genaiops-audit')
    .description('Says how mature the generative-AI operations of a repository are, with file and line as proof.')
    .argument('[path]', 'the repository or folder to read', '.')
    .option('--format <name>', `how to print the result: ${formats.join(', ')}`, 'text')
    .option('--config <file>', 'the configuration, relative to the path (default: .github/genaiops.yml, where there is one)')
    .option('--base <ref>', 'compare with where HEAD left this branch, tag or commit, by the configuration that is there')
    .option('--fail-on <what>', `fail (exit 1) on these besides minimums, given a base: ${FAIL_ON.join(', ')}`)
    .option('--model <id>', 'the maturity model that decides (default: the first of the catalogue)')
    .option('--min-level <level>', 'fail (exit 1) below this level')
    .option('--min-score <score>', 'fail (exit 1) below this score, 0 to 100')
    .option('--require-genai', 'fail (exit 1) where no generative AI is found')
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
  program
    .command('rules')
    .description('house rules: test runs their examples and says which of them fail (exit 1)')
    .addArgument(new Argument('<task>', 'what to do with them').choices(['test']))
    .argument('[folder]', 'where they are (default: the folders that the configuration here extends)')
    .action((_task: string, folder?: string) => void (tested = { ...(folder !== undefined && { folder }) }));
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new ConfigError(`${error.message.replace(/^error: /, '').replace(/\s+/g, ' ').replace(/\.$/, '')}. See genaiops-audit --help.`);
  }
  const flags = program.opts<{ format: string; config?: string; base?: string; failOn?: string; model?: string; minLevel?: string; minScore?: string; requireGenai?: boolean; color?: boolean }>();
  const color = colorAsked(args) ? { color: flags.color! } : {};
  const config = flags.config === undefined ? {} : { config: flags.config };
  if (explained) return { command: 'explain', ...explained, ...config, ...color };
  if (tested) return { command: 'rules test', ...tested, ...config, ...color };
  const minLevel = wholeNumber('--min-level', flags.minLevel, 9);
  const minScore = wholeNumber('--min-score', flags.minScore, 100);
  return {
    command: 'audit',
    path: program.args[0] ?? '.',
    format: formatNamed(flags.format, formats),
    ...config,
    ...(flags.base !== undefined && { base: flags.base }),
    gate: { ...failOnNamed(flags.failOn), ...(flags.model && { model: flags.model }), ...(minLevel !== undefined && { minLevel }), ...(minScore !== undefined && { minScore }), ...(flags.requireGenai && { requireGenai: true }) },
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

function failOnNamed(text: string | undefined): Pick<Gate, 'failOn'> {
  const failOn = FAIL_ON.find((one) => one === text);
  if (text !== undefined && !failOn) throw new ConfigError(`--fail-on ${JSON.stringify(text)} is not known; expected one of ${FAIL_ON.join(', ')}.`);
  return failOn ? { failOn } : {};
}

function wholeNumber(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new ConfigError(`${flag} ${JSON.stringify(text)} makes no sense; expected a whole number from 0 to ${most}.`);
  return value;
}
