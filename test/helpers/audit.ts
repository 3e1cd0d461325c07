import { audit } from '../../src/audit.ts';
import { configure } from '../../src/configure.ts';
import { loadCatalogue } from '../../src/catalogue/index.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { Gate } from '../../src/domain/gate.ts';
import type { AuditResult, Finding } from '../../src/domain/result.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { fileURLToPath } from 'node:url';

/** The day on which all tests happen. */
export const TODAY = '2026-06-15';

let loaded: Promise<Catalogue> | undefined;

/** The project's own rules, read fresh from rules/ once per test file. */
export function rules(): Promise<Catalogue> {
  return (loaded ??= loadCatalogue(fileURLToPath(new URL('../../rules', import.meta.url))));
}

/** Through the front door: a small repository in, a result out. */
export async function auditFiles(files: Readonly<Record<string, string>>, gate: Gate = {}): Promise<AuditResult> {
  const snapshot = memorySnapshot(files);
  return audit(snapshot, await configure(snapshot, await rules(), { gate, day: TODAY }), { path: '.' });
}

export function findingOf(result: AuditResult, practice: string): Finding {
  const finding = result.findings.find((one) => one.practice === practice);
  if (!finding) throw new Error(`no finding of ${practice}`);
  return finding;
}
