import { readManifest } from '../../../src/signals/manifests/index.ts';

/** Dependencies as `line ecosystem name version scope`, easy to compare by eye; a missing version is `-`. */
export function dependenciesOf(path: string, text: string): string[] {
  const { dependencies } = readManifest(path, text) ?? { dependencies: [] };
  return dependencies.map((one) => [one.line, one.ecosystem, one.name, one.version ?? '-', one.scope].join(' '));
}

/** Lines without the indentation that they share with the first one. */
export function lines(text: string): string {
  const all = text.replace(/^\n/, '').split('\n');
  const indent = /^ */.exec(all[0] ?? '')?.[0].length ?? 0;
  return all.map((line) => line.slice(Math.min(indent, line.search(/\S|$/)))).join('\n');
}
