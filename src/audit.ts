import { changesBetween, filesBehind } from './changed-files.ts';
import { compare } from './compare/index.ts';
import { lowest, signalsOf } from './components.ts';
import type { Setup } from './configure.ts';
import { configured } from './configure.ts';
import type { Explanation } from './domain/explanation.ts';
import type { AuditResult, Component } from './domain/result.ts';
import { SCHEMA_VERSION } from './domain/result.ts';
import type { Settings } from './domain/settings.ts';
import type { FileSignals } from './domain/signals.ts';
import type { Snapshot } from './domain/snapshot.ts';
import type { Evaluation } from './evaluate/index.ts';
import { evaluate, explain } from './evaluate/index.ts';
import { judge } from './gate/index.ts';
import { link } from './links/index.ts';
import { withoutSecrets } from './mask.ts';
import { assess } from './maturity/index.ts';
import { computeReach } from './reach/index.ts';
import type { SignalMemory } from './signals/index.ts';
import { createSignalMemory, openSignalCache, readSignals } from './signals/index.ts';
import { account, amend, attestationsOf, notesOn } from './statements/index.ts';
import { collectNotes, notesOnSettings, stackOf } from './survey.ts';
import { verify, workflowsBehind } from './verify/index.ts';

export interface AuditOptions {
  /** Shown as the audited path. */
  readonly path: string;
  /** What the snapshot is compared with, and why with that. */
  readonly base?: { readonly snapshot: Snapshot; readonly says: string };
  /** What GitHub knows of the repository and of the runs of these workflows; without it nothing is verified. */
  readonly settings?: (workflows: readonly string[]) => Promise<Settings>;
  /** Where what was found in files is kept from one run to the next. */
  readonly cacheDir?: string;
  /** Called as files are read. */
  readonly progress?: (done: number, total: number) => void;
  /** Called after each stage with its name: what the benchmark listens to. */
  readonly stage?: (name: string) => void;
}

/** One snapshot in, one result out. The same snapshot gives the same result on the same day, byte for byte. */
export async function audit(snapshot: Snapshot, setup: Setup, options: AuditOptions): Promise<AuditResult> {
  const cache = options.cacheDir === undefined ? undefined : await openSignalCache(options.cacheDir, setup.catalogue);
  const result = judged(await (options.base ? studyBoth(snapshot, setup, { ...options, base: options.base }, cache ?? createSignalMemory()) : study(snapshot, setup, options, cache)), setup);
  const trouble = await cache?.save();
  return trouble === undefined ? result : { ...result, notes: [{ code: 'cache-not-written', says: trouble }, ...result.notes] };
}

/** A snapshot and what it is compared with. What both have in common is read once. */
async function studyBoth(snapshot: Snapshot, setup: Setup, options: AuditOptions & Required<Pick<AuditOptions, 'base'>>, memory: SignalMemory): Promise<Unjudged> {
  const { base, path, settings } = options;
  const head = await study(snapshot, setup, options, memory);
  const before = judged(await study(base.snapshot, setup, { path, ...(settings && { settings }) }, memory), setup);
  const changes = await changesBetween(base.snapshot, snapshot, new Set([before, head].flatMap(filesBehind)));
  return { ...head, comparison: compare({ result: before, says: base.says }, judged(head, setup), (path) => changes.get(path)) };
}

type Unjudged = Omit<AuditResult, 'verdict'>;

function judged(unjudged: Unjudged, { gate, catalogue }: Setup): AuditResult {
  const { notes, ...rest } = unjudged;
  return { ...rest, verdict: judge(unjudged, gate, catalogue.rules), notes };
}

/** Everything about one snapshot but the verdict. */
async function study(opened: Snapshot, setup: Setup, options: AuditOptions, memory?: SignalMemory): Promise<Unjudged> {
  const { catalogue, configuration, gate, day } = setup;
  const snapshot = configured(opened, setup);
  const { signals, notes } = await readSignals(snapshot, catalogue, { ...(options.progress && { progress: options.progress }), ...(memory && { memory }) });
  options.stage?.('signals');
  const parts = configuration.components.map((one) => ({ ...one, ...examine(signalsOf(one, configuration.components, signals), setup, options) }));
  const whole = parts.length > 0 ? [] : [examine(signals, setup, options)];
  const settings = await options.settings?.(workflowsBehind([...parts, ...whole].flatMap(({ findings }) => findings), catalogue.rules, signals));
  const components = parts.map(({ name, path, production, ...examined }) => ({ name, path, production, ...standing(examined, setup, settings) }));
  const standsFor = lowest(components, gate.model);
  const { kind, kindSays, findings, maturity } = standsFor ?? standing(whole[0]!, setup, settings);
  const statements = account(configuration, standsFor ? components : [{ findings, maturity }], catalogue.maturity, day);
  const { repository, commit, prefix } = snapshot.origin;
  return withoutSecrets({
    schemaVersion: SCHEMA_VERSION,
    subject: { ...(repository && { repository }), ...(commit && { commit }), ...(prefix && { prefix }), path: options.path },
    ...(configuration.file !== undefined && { configuration: configuration.file }),
    kind, kindSays, findings, maturity,
    ...(standsFor && { component: standsFor.name, components }),
    ...(statements.length > 0 && { statements: [...statements] }),
    notes: [...notesOn(statements, day), ...(settings ? notesOnSettings(settings) : []), ...collectNotes([...snapshot.notes, ...notes], signals)],
  });
}

interface Examined extends Evaluation {
  readonly signals: readonly FileSignals[];
  readonly stack: ReturnType<typeof stackOf>;
}

/** What the files of a repository, or of one component of it, show. */
function examine(signals: readonly FileSignals[], { catalogue }: Setup, { stage = () => {} }: AuditOptions): Examined {
  const links = link(signals, catalogue);
  stage('links');
  const reach = computeReach(signals, links, catalogue);
  stage('reach');
  const evaluation = evaluate(signals, links, reach, catalogue);
  stage('findings');
  return { ...evaluation, signals, stack: stackOf(signals, links.modelCallers) };
}

/** What GitHub's settings and people add to it, and where that puts it on every model. */
function standing({ kind, kindSays, findings: shown, signals, stack }: Examined, { catalogue, configuration, day }: Setup, settings: Settings | undefined): Pick<Component, 'kind' | 'kindSays' | 'findings' | 'maturity'> {
  const verified = settings ? verify(shown, catalogue.rules, settings, signals, day) : shown;
  const findings = [...amend(verified, configuration, day)];
  return { kind, kindSays, findings, maturity: assess(findings, kind, catalogue, stack, attestationsOf(configuration, day)) };
}

/** One practice of one snapshot, with everything that was considered for it. `practice` is an id of the catalogue. */
export async function explainIn(opened: Snapshot, setup: Setup, practice: string): Promise<Explanation> {
  const { catalogue } = setup;
  const { signals } = await readSignals(configured(opened, setup), catalogue);
  const links = link(signals, catalogue);
  const explanation = explain(practice, signals, links, computeReach(signals, links, catalogue), catalogue);
  if (!explanation) throw new Error(`no practice ${practice}`);
  return explanation;
}
