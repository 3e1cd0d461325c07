/** Whether a command is what a table says: `acme --verbose eval -c x` is `acme eval`. */

export interface Lead {
  /** Leading words, the program first. */
  readonly words: readonly string[];
  /** Options that must stand somewhere in the command. */
  readonly options: readonly string[];
}

export interface Match {
  /** How many words of the table's entry were found: more is more specific. */
  readonly weight: number;
  /** Index in the command after the last leading word. */
  readonly end: number;
}

/** Build tools that take goals in any order: `mvn -B clean deploy`, `gradle :app:clean :app:check`. */
const GOALS: ReadonlySet<string> = new Set(['mvn', 'gradle', 'rake']);

export function leadOf(run: string): Lead {
  const words = run.split(' ').filter((word) => word !== '');
  return { words: words.filter((word) => !word.startsWith('-')), options: words.filter((word) => word.startsWith('-')) };
}

export function matchLead(words: readonly string[], lead: Lead): Match | undefined {
  if (words[0] !== lead.words[0] || words[0] === undefined) return undefined;
  if (!lead.options.every((option) => words.some((word) => word === option || word.startsWith(`${option}=`)))) return undefined;
  const weight = lead.words.length + lead.options.length;
  if (GOALS.has(words[0])) {
    const goals = new Set(words.map((word) => (words[0] === 'gradle' ? word.slice(word.lastIndexOf(':') + 1) : word)));
    return lead.words.slice(1).every((word) => goals.has(word)) ? { weight, end: 1 } : undefined;
  }
  let at = 1;
  for (const wanted of lead.words.slice(1)) {
    // Options may stand between the words, each perhaps with a value: `kubectl -n prod apply`.
    while (words[at] !== wanted && words[at]?.startsWith('-')) at += words[at + 1] !== wanted && !words[at + 1]?.startsWith('-') && !words[at]?.includes('=') ? 2 : 1;
    if (words[at] !== wanted) return undefined;
    at += 1;
  }
  return { weight, end: at };
}
