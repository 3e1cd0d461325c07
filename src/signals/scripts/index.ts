/**
 * Named scripts in files: what `npm run x`, `make x` or `bash x.sh` would execute. One reader a file format; to add a format is one file
 * and one line in the table.
 */
import type { Note } from '../../domain/note.ts';
import type { ScriptSet } from '../../domain/pipeline.ts';
import { readAzd } from './azd.ts';
import { readDockerfile } from './dockerfile.ts';
import { readJustfile } from './justfile.ts';
import { readMakefile } from './makefile.ts';
import { readNoxfile } from './nox.ts';
import { readPackageJson } from './package-json.ts';
import { readProcfile } from './procfile.ts';
import { readRakefile } from './rakefile.ts';
import { isShellFile, readShellFile } from './shell-file.ts';
import { readTaskfile } from './taskfile.ts';
import { readCargoConfig, readHatchToml, readPixiToml, readPyproject } from './toml-scripts.ts';
import { readTox } from './tox.ts';

export interface ReadScripts {
  readonly scripts?: ScriptSet;
  readonly notes: readonly Note[];
}

interface Reader {
  readonly reads: (name: string, text: string, path: string) => boolean;
  readonly read: (path: string, text: string) => ReadScripts;
}

const READERS: readonly Reader[] = [
  { reads: (name) => name === 'package.json', read: readPackageJson },
  { reads: (name) => name === 'Makefile' || name === 'makefile' || name === 'GNUmakefile' || name.endsWith('.mk'), read: readMakefile },
  { reads: (name) => /^(?:Dockerfile|Containerfile)(?:\.|$)/.test(name) || name.toLowerCase().endsWith('.dockerfile'), read: readDockerfile },
  { reads: (name) => name === 'Procfile', read: readProcfile },
  { reads: (name) => /^\.?justfile$/i.test(name) || name.endsWith('.just'), read: readJustfile },
  { reads: (name) => /^taskfile(?:\.dist)?\.ya?ml$/i.test(name), read: readTaskfile },
  { reads: (name) => name === 'tox.ini', read: readTox },
  { reads: (name) => name === 'noxfile.py', read: readNoxfile },
  { reads: (name) => name === 'pyproject.toml', read: readPyproject },
  { reads: (name) => name === 'hatch.toml', read: readHatchToml },
  { reads: (name) => name === 'pixi.toml', read: readPixiToml },
  { reads: (_name, _text, path) => /(?:^|\/)\.cargo\/config(?:\.toml)?$/.test(path), read: readCargoConfig },
  { reads: (name) => /^rakefile(?:\.rb)?$/i.test(name) || name.endsWith('.rake'), read: readRakefile },
  { reads: (name) => /^azure\.ya?ml$/.test(name), read: readAzd },
  { reads: isShellFile, read: readShellFile },
];

/** Whether a code file defines scripts: a noxfile.py, a Rakefile.rb. */
export function definesScripts(path: string): boolean {
  return /(?:^|\/)(?:noxfile\.py|rakefile\.rb)$|\.rake$/i.test(path);
}

/**
 * The scripts that a file defines, in file order. Undefined when the file is of no kind that defines any.
 *
 * A script's `run` is aligned with the file: its first line is the script's `line`, so that a command's own line is `line` plus its
 * offset in the text. A file that cannot be read gives a note and whatever was understood of it.
 */
export function readScripts(path: string, text: string): { scripts?: ScriptSet; notes: Note[] } | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const reader = READERS.find((one) => one.reads(name, text, path));
  if (!reader) return undefined;
  const { scripts, notes } = reader.read(path, text);
  return scripts === undefined || scripts.scripts.length === 0 ? { notes: [...notes] } : { scripts, notes: [...notes] };
}
