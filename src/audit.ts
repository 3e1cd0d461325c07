import type { Catalogue } from './domain/catalogue.ts';
import type { Explanation } from './domain/explanation.ts';
import type { Gate } from './domain/gate.ts';
import type { AuditResult } from './domain/result.ts';
import { SCHEMA_VERSION } from './domain/result.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { evaluate, explain } from './evaluate/index.ts';
import { checkGate, judge } from './gate/index.ts';
import { link } from './links/index.ts';
import { withoutSecrets } from './mask.ts';
import { assess } from './maturity/index.ts';
import { computeReach } from './reach/index.ts';
import { readSignals } from './signals/index.ts';
import { collectNotes, ecosystemsOf } from './survey.ts';

export interface AuditOptions {
  readonly gate: Gate;
  /** Shown as the audited path. */
  readonly path: string;
  /** Called as files are read. */
  readonly progress?: (done: number, total: number) => void;
  /** Called after each stage with its name: what the benchmark listens to. */
  readonly stage?: (name: string) => void;
}

/** One snapshot in, one result out. The same snapshot gives the same result, byte for byte. Throws ConfigError for a gate that no result could meet. */
export async function audit(snapshot: Snapshot, catalogue: Catalogue, options: AuditOptions): Promise<AuditResult> {
  const done = options.stage ?? (() => {});
  checkGate(options.gate, catalogue.maturity);
  const signals = await readSignals(snapshot, catalogue, options.progress && { progress: options.progress });
  done('signals');
  const links = link(signals, catalogue);
  done('links');
  const reach = computeReach(signals, links, catalogue);
  done('reach');
  const { kind, kindSays, findings } = evaluate(signals, links, reach, catalogue);
  done('findings');
  const maturity = assess(findings, kind, catalogue, ecosystemsOf(signals));
  const verdict = judge(maturity, kind, options.gate);
  const { repository, commit, prefix } = snapshot.origin;
  return withoutSecrets({
    schemaVersion: SCHEMA_VERSION,
    subject: { ...(repository && { repository }), ...(commit && { commit }), ...(prefix && { prefix }), path: options.path },
    kind, kindSays, findings: [...findings], maturity, verdict,
    notes: collectNotes(snapshot, signals),
  });
}

/** One practice of one snapshot, with everything that was considered for it. `practice` is an id of the catalogue. */
export async function explainIn(snapshot: Snapshot, practice: string, catalogue: Catalogue): Promise<Explanation> {
  const signals = await readSignals(snapshot, catalogue);
  const links = link(signals, catalogue);
  const explanation = explain(practice, signals, links, computeReach(signals, links, catalogue), catalogue);
  if (!explanation) throw new Error(`no practice ${practice}`);
  return explanation;
}
