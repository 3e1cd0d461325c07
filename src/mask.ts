import type { AuditResult, Finding } from './domain/result.ts';

const MASK = '***';

/**
 * Secrets that say what they are. The first group stays, so that a reader knows what to look for; the rest goes. Ends are open, as an
 * excerpt may have been cut in the middle of a secret.
 */
const SHAPES: readonly RegExp[] = [
  // Tokens of code hosts and chats.
  /\b(gh[opsur]_|github_pat_|gl[a-z]{2,4}-|xox[a-z]-|xapp-)[\w-]{8,}/g,
  // `sk-`, `sk-proj-`, `pk_live_` and a tail that has a digit; or letters of both cases after a prefix that names are written with, too.
  /\b([sprx]k[-_](?:[a-z]{2,8}\d{0,2}[-_]){0,3})(?=[A-Za-z_-]{0,60}\d)[\w-]{10,}/g,
  /\b((?:hf|npm|pypi)[_-])(?=[a-z\d]{0,30}[A-Z])(?=[A-Z\d]{0,30}[a-z])[A-Za-z\d]{10,}/g,
  // Access keys of clouds, API keys, and JSON Web Tokens.
  /\b(A[A-Z]IA|AIza|eyJ)(?=[A-Za-z_-]{0,40}\d)[\w.-]{8,}/g,
  /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----)[\w+/=\s\\:,.-]+…?/g,
  // A password in a URL, or a token in its place.
  /(:\/\/[^\s/:@"'`]{0,100}:)[^\s/@"'`]{1,200}(?=@)/g,
  /(:\/\/)[^\s/:@"'`]{16,200}(?=@)/g,
  /((?:passw(?:or)?d|pwd|passphrase)["'`]?\s{0,4}[:=]\s{0,4}["'`])[^"'`\s${}<>]{4,}(?=["'`…]|$)/gi,
];

/** `api_key = "…"`, `"client_secret": "…"`, `--token …`, `Authorization: Bearer …`: the name is kept, the value looked at. */
const ASSIGNED = /((?:key|token|secret|passw(?:or)?d|pwd|credentials?|authorization|bearer)\w{0,20}["'`]?(?:\s{0,4}[:=]>?\s{0,4}|\s{1,4})(?:(?:bearer|basic|token)\s)?["'`]?)([\w+/.~=-]{4,}…?)/gi;

/** The same text without what looks like a secret. Linear in the length of the text; masking twice changes nothing more. */
export function maskSecrets(text: string): string {
  const masked = SHAPES.reduce((rest, shape) => rest.replace(shape, `$1${MASK}`), text);
  return masked.replace(ASSIGNED, (all: string, before: string, value: string) => (isRandom(value) ? before + MASK : all));
}

/** Digits and letters side by side again and again: words, dates, versions and names of models and variables are not like that. */
function isRandom(value: string): boolean {
  const isCut = value.endsWith('…');
  if (value.length < (isCut ? 6 : 16) || /(?:^|\.)[A-Z][A-Z\d]*_[A-Z\d_]*$/.test(value)) return false;
  let changes = 0;
  for (let at = 1; at < value.length; at += 1) if (/^(?:\d[a-z]|[a-z]\d)$/i.test(value.slice(at - 1, at + 1))) changes += 1;
  return changes >= (isCut ? 2 : 3);
}

/**
 * A result without the secrets of the audited tree. All that a result quotes of it passes through here, before there is any report. Paths
 * stay as they are, since readers and links need them.
 */
export function withoutSecrets<T extends Omit<AuditResult, 'verdict'>>(result: T): T {
  return {
    ...result,
    kindSays: maskSecrets(result.kindSays),
    findings: result.findings.map(masked),
    ...(result.components && { components: result.components.map((one) => ({ ...one, kindSays: maskSecrets(one.kindSays), findings: one.findings.map(masked) })) }),
    notes: result.notes.map((note) => ({ ...note, says: maskSecrets(note.says) })),
  };
}

function masked(finding: Finding): Finding {
  return {
    ...finding,
    evidence: finding.evidence.map((one) => ({ ...one, excerpt: maskSecrets(one.excerpt), says: maskSecrets(one.says) })),
    hints: finding.hints.map(maskSecrets),
  };
}
