/** Starts the Action as a runner does: the bundle in a process of its own, with an environment that holds inputs and facts of the run and nothing else. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const atRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** What the runner starts; before the first build, the sources, which Node 24 runs as they are. */
const ENTRY = existsSync(atRoot('dist/action.js')) ? atRoot('dist/action.js') : atRoot('src/action.ts');

/** An event as the runner is told of it. */
export interface RunnerEvent {
  readonly name: string;
  readonly payload: unknown;
  /** What the run belongs to (GITHUB_SHA). */
  readonly sha?: string;
}

export interface ActionRun {
  /** Path → text of what is checked out, in no repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** The folder of what is checked out, in place of files. */
  readonly workspace?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: RunnerEvent;
  readonly apiUrl?: string;
  /** What differs from the runner's variables; undefined takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface ActionEnd {
  readonly code: number | null;
  readonly log: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Reads a file that the run left in the workspace. */
  readonly written: (path: string) => Promise<string>;
}

const folders: string[] = [];

export async function tempFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'action-')));
  folders.push(folder);
  return folder;
}

/** Removes what the runs of a test file left behind. */
export async function cleanUp(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

export async function runAction({ files = {}, workspace: given, inputs = {}, event = { name: 'push', payload: {} }, apiUrl, environment = {} }: ActionRun): Promise<ActionEnd> {
  const folder = await tempFolder();
  const workspace = given ?? join(folder, 'workspace');
  await mkdir(workspace, { recursive: true });
  const temp = { event: join(folder, 'event.json'), output: join(folder, 'output'), summary: join(folder, 'summary') };
  await writeTree(folder, { 'event.json': JSON.stringify(event.payload), output: '', summary: '' });
  await writeTree(workspace, files);

  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH ?? '', HOME: folder, RUNNER_TEMP: folder,
    GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, GITHUB_REPOSITORY: 'acme/app', GITHUB_SHA: event.sha ?? 'c0ffee'.padEnd(40, '0'), GITHUB_RUN_ID: '77',
    GITHUB_SERVER_URL: 'https://github.test', GITHUB_API_URL: apiUrl ?? 'http://127.0.0.1:9', GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: temp.event, GITHUB_OUTPUT: temp.output, GITHUB_STEP_SUMMARY: temp.summary,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...environment,
  };
  const { code, log, stderr } = await start(env, workspace);
  return {
    code, log, stderr,
    summary: await readFile(temp.summary, 'utf8'),
    outputs: parseOutputs(await readFile(temp.output, 'utf8')),
    written: (path) => readFile(join(workspace, path), 'utf8'),
  };
}

async function writeTree(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

function start(env: Record<string, string | undefined>, cwd: string): Promise<{ code: number | null; log: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ENTRY], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [log, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (log += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, log, stderr }));
  });
}

/** The runner's format: `name<<delimiter`, the value's lines, the delimiter. */
function parseOutputs(text: string): Record<string, string> {
  const entries = [...text.matchAll(/^(.+)<<(ghadelimiter_.+)\n([\s\S]*?)\n?^\2$/gm)];
  return Object.fromEntries(entries.map(([, name, , value]) => [name, value]));
}
