/** What the Python manifests share: names, requirement strings and the names of groups. */
import type { Dependency } from '../../domain/signals.ts';
import { dependency } from './manifest.ts';

/** PyPI's own normalisation: `Acme_LLM.Core` → `acme-llm-core`. */
export function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/**
 * One requirement: `Acme_LLM[async]>=1,<2; python_version > "3.9"` or `acme-llm @ git+https://...`. The version keeps its operators;
 * a URL gives none. Undefined for what is no requirement.
 */
export function requirement(line: number, source: string, scope: Dependency['scope']): Dependency | undefined {
  const match = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(.*)$/s.exec(source);
  const name = match?.[1];
  const rest = match?.[2] ?? '';
  if (name === undefined || (rest !== '' && !'<>=!~;@('.includes(rest.charAt(0)))) return undefined;
  const version = rest.startsWith('@') ? undefined : (rest.split(';', 1)[0] ?? '').replace(/[()\s]/g, '');
  return dependency(line, 'pypi', normalise(name), version, scope);
}

const DEVELOPMENT = new Set([
  'dev', 'develop', 'development', 'test', 'tests', 'testing', 'pytest', 'lint', 'linting', 'linters', 'doc', 'docs', 'documentation', 'typing', 'types', 'mypy', 'ci',
  'format', 'formatting', 'style', 'quality', 'benchmark', 'benchmarks', 'eval', 'evals', 'evaluation', 'release', 'precommit',
]);

/** Whether a group's, extra's or file's name says that only developers install it: `dev`, `unit-tests`, `requirements_lint`. */
export function forDevelopers(name: string): boolean {
  return name.toLowerCase().split(/[^a-z]+/).some((word) => DEVELOPMENT.has(word));
}

/** Extras and groups are installed on request: `optional` unless they are for developers. */
export function groupScope(name: string): Dependency['scope'] {
  return forDevelopers(name) ? 'dev' : 'optional';
}
