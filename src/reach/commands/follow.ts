import type { Script } from '../../domain/pipeline.ts';
import { classify, isIdle, namedFiles } from './classify.ts';
import { readEntry } from './entries.ts';
import { readEnvironments } from './environments.ts';
import { readHooks } from './hooks.ts';
import { readFan } from './monorepo.ts';
import { packageScripts, readInvocation, scriptAsked, type Followed } from './packages.ts';
import { resolvePath, type Folder } from './paths.ts';
import { readProjectScripts } from './project-scripts.ts';
import { scriptTexts } from './script-texts.ts';
import { readShell, stepMode, type ShellText } from './shell/index.ts';
import { readShellCall } from './shell-calls.ts';
import { findTarget, readTargets } from './targets.ts';
import { end, extended, isFull, isRemoteHost, MAX_DEPTH, mayRead, newFollow, type CommandEnd, type Follow, type Trail } from './trail.ts';
import { peel } from './wrappers.ts';
import type { World } from './world.ts';

/**
 * What shell text ends at, in the order of the text: scripts, targets and shell files are followed to the commands in them.
 *
 * `at.line` is the line on which the text begins, `at.cwd` the folder it runs in (relative to the root), `at.shell` what the CI system says
 * runs it. Bounded: 12 scripts deep, 2,000 ends. Never throws on any text.
 */
export function followCommands(text: string, at: { path: string; line: number; cwd: string; shell?: string }, world: World): CommandEnd[] {
  const follow = newFollow(world);
  const start: Trail = { steps: [], inputs: [], swallowed: [], conditional: [], open: new Set(), isRemote: false };
  followText(follow, { text, path: at.path, line: at.line, cwd: resolvePath('', at.cwd), mode: stepMode(at.shell) }, start);
  return follow.ends;
}

function followText(follow: Follow, source: ShellText, trail: Trail): void {
  if (!mayRead(follow, source)) return;
  for (const command of readShell(source, follow.nodes)) {
    if (isFull(follow)) return;
    followWords(follow, command.words, command.cwd, extended(trail, command, source.path), { ...source, line: command.line });
  }
}

/** `place` is where the command stands: text inside it, as in `bash -c "..."`, is on the same line. */
function followWords(follow: Follow, words: readonly string[], cwd: Folder, outer: Trail, place: ShellText): void {
  const project = readProjectScripts(words, cwd, follow.world);
  if (project) return followScripts(follow, project, outer, stepMode('sh'));
  const peeled = peel(words, cwd);
  const inputs = peeled.inputs.map((input) => ({ ...input, line: place.line }));
  const trail = { ...outer, inputs: [...outer.inputs, ...inputs], isRemote: outer.isRemote || isRemoteHost([...outer.inputs, ...inputs]) };
  if (peeled.text !== undefined) return nested(follow, { ...place, text: peeled.text, cwd: peeled.cwd, mode: stepMode('sh') }, trail);
  const invocation = readInvocation(peeled.words, peeled.cwd, follow.world);
  if (!invocation) return followPeeled(follow, peeled.words, peeled.cwd, trail, place, peeled.image);
  for (const folder of invocation.folders) followInvocation(follow, invocation.words, folder, invocation.folders.length > 1, trail, place);
}

/** A package manager's command in one folder: a script, a program of the package, or the manager's own. */
function followInvocation(follow: Follow, words: readonly string[], folder: Folder, isOneOfMany: boolean, trail: Trail, place: ShellText): void {
  const asked = scriptAsked(words);
  const scripts = asked ? packageScripts(asked.name, asked.args, folder, follow.world) : [];
  if (scripts.length > 0) {
    // Across a workspace a package without that script is passed over, and must not lend its parent's.
    if (!isOneOfMany || scripts.every((script) => script.cwd === folder)) followScripts(follow, scripts, trail);
    return;
  }
  const rest = asked ? [asked.name, ...asked.args] : [];
  if (isOneOfMany && asked && (asked.explicit || !isKnown(rest, folder, follow.world))) return;
  const next = peel(words, folder);
  if (next.text !== undefined || next.words !== words) return followWords(follow, words, folder, trail, place);
  // `pnpm acme` and `yarn acme` start a program of the package's dependencies; `bun x.ts` and `bun run x.ts` a file.
  if (asked && !asked.explicit && words[0] !== 'bun' && isKnown(rest, folder, follow.world)) return followWords(follow, rest, folder, trail, place);
  if (asked && words[0] === 'bun') return followPeeled(follow, readEntry(['bun', ...rest], folder, follow.world) ? ['bun', ...rest] : rest, folder, trail, place);
  // `yarn run acme` starts such a program too.
  followPeeled(follow, asked && words[0] === 'yarn' && words[1] === 'run' ? rest : words, folder, trail, place);
}

function isKnown(words: readonly string[], cwd: Folder, world: World): boolean {
  const { words: inner } = peel(words, cwd);
  return inner !== words || readFan(inner, cwd, world) !== undefined || readEntry(inner, cwd, world) !== undefined || classify(inner, cwd, world).known;
}

function followPeeled(follow: Follow, words: readonly string[], cwd: Folder, trail: Trail, place: ShellText, image?: string): void {
  const { world } = follow;
  const call = readShellCall(words, cwd, world);
  if (call?.text !== undefined) {
    return nested(follow, { ...place, text: call.text, cwd: call.isRemote ? undefined : cwd, mode: call.mode, args: call.args }, { ...trail, isRemote: trail.isRemote || call.isRemote });
  }
  if (call) return followScript(follow, { ...call.script, cwd }, trail, call.mode);
  const fan = readFan(words, cwd, world);
  if (fan && fan.scripts.length + fan.texts.length > 0) {
    followScripts(follow, fan.scripts, trail);
    for (const text of fan.texts) nested(follow, { ...place, text, cwd, mode: stepMode('sh') }, trail);
    return;
  }
  const project = readProjectScripts(words, cwd, world);
  if (project) return followScripts(follow, project, trail, stepMode('sh'));
  const environments = readEnvironments(words, cwd, world);
  if (environments) return followTargets(follow, environments, trail);
  const hooks = readHooks(words, cwd, world);
  followScripts(follow, hooks?.before ?? [], trail, stepMode('sh'));
  followProgram(follow, words, cwd, trail, place, image);
  followScripts(follow, hooks?.after ?? [], trail, stepMode('sh'));
}

/** A target, a program of the repository's own, or one from elsewhere. */
function followProgram(follow: Follow, words: readonly string[], cwd: Folder, trail: Trail, place: ShellText, image?: string): void {
  const { world } = follow;
  const targets = readTargets(words, cwd, world);
  if (targets && targets.scripts.length > 0) {
    const swallowed = targets.careless === undefined ? [] : [`\`${words[0]} ${targets.careless}\` goes on after failures (${place.path}:${place.line})`];
    return followTargets(follow, targets.scripts, { ...trail, swallowed: [...trail.swallowed, ...swallowed] });
  }
  const entry = isTestMode(words) ? undefined : readEntry(words, cwd, world);
  if (entry?.words) return followPeeled(follow, entry.words, cwd, trail, place);
  if (entry) return end(follow, words, trail, { effect: isIdle(words) ? 'other' : 'script', files: [...new Set([...entry.files, ...filesOnly(words, cwd, world)])].sort() });
  const own = classify(words, cwd, world, trail.isRemote);
  // The words after an image may be arguments of the image's own program.
  const asImage = own.effect === 'other' && image !== undefined ? [imageProgram(image), ...words] : words;
  end(follow, asImage, trail, asImage === words ? own : classify(asImage, cwd, world, trail.isRemote));
}

/** Text inside a command: `bash -c "..."`, `concurrently "..."`, `ssh host "..."`. It adds no step of its own. */
function nested(follow: Follow, source: ShellText, trail: Trail): void {
  if (trail.open.size >= MAX_DEPTH || !mayRead(follow, source)) return;
  const inner = { ...trail, open: new Set([...trail.open, `${trail.open.size}`]) };
  for (const command of readShell(source, follow.nodes)) {
    if (isFull(follow)) return;
    followWords(follow, command.words, command.cwd, { ...extended(inner, command, source.path), steps: trail.steps }, source);
  }
}

function followScripts(follow: Follow, scripts: readonly Followed[], trail: Trail, mode?: ShellText['mode']): void {
  for (const script of scripts) followScript(follow, script, trail, mode);
}

function followScript(follow: Follow, followed: Followed, trail: Trail, mode = stepMode('sh {0}')): void {
  const { file, script, runner, cwd, args } = followed;
  const key = `${file.path}#${script.name}`;
  if (trail.open.has(key) || trail.open.size >= MAX_DEPTH) return;
  const inner = { ...trail, open: new Set([...trail.open, key]) };
  for (const text of scriptTexts(script, runner, args)) followText(follow, { ...text, path: file.path, cwd, mode }, inner);
}

/** A target after those that it needs; each once, as make does. */
function followTargets(follow: Follow, targets: readonly Followed[], trail: Trail): void {
  const done = new Set<Script>();
  const visit = (followed: Followed, depth: number): void => {
    if (done.has(followed.script) || depth > MAX_DEPTH) return;
    done.add(followed.script);
    for (const name of followed.script.after) {
      const found = findTarget(name, [followed.file]);
      if (found) visit({ ...followed, ...found }, depth + 1);
    }
    followScript(follow, followed, trail);
  };
  for (const target of targets) visit(target, 0);
}

/** Files that a program of the repository is given by name; folders say too little of what it does there. */
function filesOnly(words: readonly string[], cwd: Folder, world: World): string[] {
  return namedFiles(words.filter((word) => world.has(resolvePath(cwd, word.slice(word.startsWith('-') ? word.indexOf('=') + 1 : 0)) ?? '')), { words: [], options: [] }, cwd, world);
}

/** `node --test x.js` and `deno test x.ts` name tests, not a program. */
function isTestMode(words: readonly string[]): boolean {
  return words.includes('--test') || (words[1] === 'test' && /^(?:bun|deno)$/.test(words[0] ?? ''));
}

function imageProgram(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/s, '');
}
