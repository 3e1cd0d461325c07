/**
 * npm run accuracy -- REPOSITORIES: how often the auditor agrees with people who read the same repositories.
 *
 * test/corpus/ holds their labels, one file a repository, with the commit that was read. REPOSITORIES is a folder with a checkout of each
 * at that commit, named OWNER__NAME; those that are not there are left out and named. Labels that a careful reader could decide otherwise
 * (`unsure`) are left out of the figures; what cannot apply counts as absent. Prints a table in Markdown, weakest practices first, and one of the
 * levels that the labels and the audit give on the model that decides.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { loadCatalogue } from '../src/catalogue/index.ts';
import type { AuditResult, Finding } from '../src/domain/result.ts';
import type { Kind } from '../src/domain/rule.ts';
import type { Strength } from '../src/domain/strength.ts';
import { rank } from '../src/domain/strength.ts';
import { assess } from '../src/maturity/index.ts';

interface Label {
  readonly repo: string;
  readonly kind: Kind;
  readonly practices: Readonly<Record<string, { readonly label: Strength | 'na'; readonly evidence?: readonly string[] }>>;
  readonly unsure?: readonly string[];
}

interface Count { tp: number; fp: number; fn: number; tn: number }

const root = fileURLToPath(new URL('..', import.meta.url));
const repositories = process.argv[2];
if (!repositories) {
  console.error('accuracy: name the folder that holds the checkouts: npm run accuracy -- PATH');
  process.exit(2);
}

const counts = new Map<string, Count>();
const total: Count = { tp: 0, fp: 0, fn: 0, tn: 0 };
const strength = { right: 0, all: 0 }, evidence = { right: 0, all: 0 }, kind = { right: 0, all: 0 };
const missing: string[] = [];
const levels: { readonly repo: string; readonly people: string; readonly auditor: string }[] = [];
const catalogue = await loadCatalogue(join(root, 'rules'));

for (const file of readdirSync(join(root, 'test/corpus')).filter((name) => name.endsWith('.yaml')).sort()) {
  const label = parse(readFileSync(join(root, 'test/corpus', file), 'utf8')) as Label;
  const checkout = join(repositories, label.repo.replace('/', '__'));
  if (existsSync(checkout)) compare(label, audit(checkout));
  else missing.push(label.repo);
}
report();

function audit(checkout: string): AuditResult {
  const run = spawnSync(process.execPath, [join(root, 'dist/cli.js'), checkout, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`the audit of ${checkout} ended with ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout) as AuditResult;
}

function compare(label: Label, result: AuditResult): void {
  kind.all += 1;
  levels.push({ repo: label.repo, people: levelOf(label), auditor: standing(result.maturity.find(({ model }) => model === result.verdict.model)) });
  if (result.kind === label.kind) kind.right += 1;
  const found = new Map(result.findings.map((finding) => [finding.practice, finding]));
  for (const [practice, read] of Object.entries(label.practices)) {
    if (label.unsure?.includes(practice)) continue;
    const finding = found.get(practice);
    const want = read.label === 'na' ? 0 : rank(read.label), have = finding ? rank(finding.strength) : 0;
    const count = counts.get(practice) ?? { tp: 0, fp: 0, fn: 0, tn: 0 };
    counts.set(practice, count);
    const cell = want ? (have ? 'tp' : 'fn') : have ? 'fp' : 'tn';
    count[cell] += 1;
    total[cell] += 1;
    if (cell !== 'tp') continue;
    const paths = (read.evidence ?? []).map((place) => place.replace(/:\d+(-\d+)?$/, ''));
    evidence.all += 1;
    if (finding!.evidence.some((one) => paths.includes(one.path))) evidence.right += 1;
    if (want < 2 && have < 2) continue;
    strength.all += 1;
    if (want === have) strength.right += 1;
  }
}

/** The level that the labels give by themselves, unsure ones included. */
function levelOf({ kind: of, practices }: Label): string {
  const findings = Object.entries(practices).map(([practice, { label }]) => ({ practice, strength: label === 'na' ? 'not-applicable' : label }) as Finding);
  return standing(assess(findings, of, catalogue, { languages: [] })[0]);
}

function standing(model: AuditResult['maturity'][number] | undefined): string {
  return model?.level === null || model?.level === undefined ? '–' : String(model.level);
}

function report(): void {
  const share = ({ right, all }: { right: number; all: number }) => `${Math.round((100 * right) / Math.max(1, all))}% of ${all}`;
  const { precision, recall, f1 } = scores(total);
  console.log(`${kind.all} repositories · precision ${precision.toFixed(2)} · recall ${recall.toFixed(2)} · F1 ${f1.toFixed(2)} · kappa ${kappa(total).toFixed(2)} · kind ${share(kind)} · strength ${share(strength)} · evidence in a file that people named ${share(evidence)}`);
  if (missing.length) console.log(`Not there, so left out: ${missing.join(', ')}`);
  console.log('\n| Practice | found by both | by the auditor alone | by people alone | F1 |\n|---|---|---|---|---|');
  for (const [practice, count] of [...counts].sort((a, b) => scores(a[1]).f1 - scores(b[1]).f1 || (a[0] < b[0] ? -1 : 1))) {
    console.log(`| ${practice} | ${count.tp} | ${count.fp} | ${count.fn} | ${scores(count).f1.toFixed(2)} |`);
  }
  console.log('\n| Repository | level by people | by the auditor |\n|---|---|---|');
  for (const one of levels) console.log(`| ${one.repo} | ${one.people} | ${one.auditor} |`);
}

function scores({ tp, fp, fn }: Count): { precision: number; recall: number; f1: number } {
  const precision = tp + fp ? tp / (tp + fp) : 1, recall = tp + fn ? tp / (tp + fn) : 1;
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}

/** Agreement beyond chance (Cohen 1960). */
function kappa({ tp, fp, fn, tn }: Count): number {
  const all = tp + fp + fn + tn, seen = (tp + tn) / all, chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / all / all;
  return all && chance < 1 ? (seen - chance) / (1 - chance) : 0;
}
