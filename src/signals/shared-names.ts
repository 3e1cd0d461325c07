import type { FileSignals, ImportSignal } from '../domain/signals.ts';

/** What a file can be known by to others that see it without its path, and what it sees of others in that way. */
export interface SharedNames {
  readonly known: readonly string[];
  readonly seen: readonly string[];
}

/** By packages and namespaces, for languages whose imports name those; empty for the others. */
export function sharedNames({ file, code }: FileSignals): SharedNames {
  const stem = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const folders = file.path.split('/').slice(0, -1);
  const { language, namespace = '', imports } = code!;
  switch (language) {
    case 'java':
    case 'kotlin':
      return keyed('jvm', [namespace, `${namespace}.${stem}`], [namespace, ...imports.flatMap(({ module, names }) => (names[0]?.name === '*' ? [module] : [module, module.replace(/\.\w+$/, '')].slice(0, /\.[a-z]\w*$/.test(module) ? 2 : 1)))]);
    case 'php':
      return keyed('php', [namespace, `${namespace}\\${stem}`], [namespace, ...imports.map(({ module }) => module)]);
    case 'csharp':
      return keyed('dotnet', [namespace, ...(imports.some((signal) => signal.global) ? [projectOf(folders)] : [])], [...around(namespace), ...imports.map(({ module }) => module), ...folders.map((_, index) => projectOf(folders.slice(0, index + 1))), projectOf([])]);
    case 'go':
      return keyed('go', [`./${folders.join('/')}`, ending(folders)], [`./${folders.join('/')}`, ...imports.map(({ module }) => ending(module.split('/')))]);
    case 'rust':
      return keyed('rust', [/^(?:mod|lib|main)$/.test(stem) ? (folders.at(-1) ?? '') : stem], imports.flatMap(ownModules));
    case 'ruby':
      return keyed('ruby', [stem], imports.map(({ module }) => module.slice(module.lastIndexOf('/') + 1)));
    default:
      return { known: [], seen: [] };
  }
}

function keyed(family: string, known: readonly string[], seen: readonly string[]): SharedNames {
  const key = (name: string): string[] => (name === '' ? [] : [`${family} ${name}`]);
  return { known: known.flatMap(key), seen: seen.flatMap(key) };
}

/** A namespace and those around it. */
function around(namespace: string): string[] {
  const segments = namespace.split('.');
  return segments.map((_, index) => segments.slice(0, index + 1).join('.'));
}

/** The folder whose files a file with imports for all of them stands for. */
function projectOf(folders: readonly string[]): string {
  return `/${(folders.at(-1) === 'Properties' ? folders.slice(0, -1) : folders).join('/')}`;
}

/** Where an import path begins in the repository is written elsewhere; its end says enough. */
function ending(segments: readonly string[]): string {
  return `…/${segments.slice(-2).join('/')}`;
}

function ownModules({ module, names }: ImportSignal): string[] {
  if (!/^(?:crate|self|super)(?:::|$)/.test(module)) return [];
  return [module.slice(module.lastIndexOf(':') + 1), ...names.map(({ name }) => name)].filter((name) => /^[a-z]\w*$/.test(name));
}
