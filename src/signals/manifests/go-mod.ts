import type { Dependency, PackageFact } from '../../domain/signals.ts';
import { compact, dependency } from './manifest.ts';
import type { ManifestReader } from './manifest.ts';

/** go.mod: `require` lines and blocks, without those marked `// indirect`. */
export const readGoMod: ManifestReader = (text) => {
  const dependencies: Dependency[] = [];
  let fact: PackageFact | undefined;
  let block: string | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const at = raw.indexOf('//');
    const comment = at === -1 ? '' : raw.slice(at);
    const words = (at === -1 ? raw : raw.slice(0, at)).split(/[\s"]+/).filter((word) => word !== '');
    if (block !== undefined && words[0] === ')') block = undefined;
    else if (block === undefined && words[1] === '(') block = words[0];
    else {
      const [directive, name, version] = block === undefined ? words : [block, ...words];
      if (directive === 'module' && name !== undefined) fact = { line: index + 1, ecosystem: 'go', name, private: false };
      const indirect = /^\/\/\s*indirect\b/.test(comment);
      if (directive === 'require' && name !== undefined && version !== undefined && !indirect) dependencies.push(dependency(index + 1, 'go', name, version, 'runtime'));
    }
  }
  return compact({ dependencies, package: fact, notes: [] });
};
