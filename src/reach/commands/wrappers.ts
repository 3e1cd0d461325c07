/** Programs that only start another one: `npx`, `uv run`, `timeout 10m`. Peeled off, what is left is the command that counts. */
import { resolvePath, type Folder } from './paths.ts';

interface Wrapper {
  /** Leading words: the program and its subcommand. */
  readonly lead: string;
  /** Options that take the next word as their value. */
  readonly valued?: readonly string[];
  /** Words between the options and the command: a duration, a container. */
  readonly operands?: number;
  /** An option whose value is the folder that the command runs in. */
  readonly folder?: readonly string[];
  /** An option whose value is shell text to run. */
  readonly text?: readonly string[];
  /** An option after which a Python module is named. */
  readonly module?: readonly string[];
  /** The command may only stand after `--`. */
  readonly dashes?: true;
  /** Fetches a package, so that the command may carry a version: `acme@latest`. */
  readonly fetches?: true;
}

const COMPOSE = ['-e', '--env', '-v', '--volume', '--name', '--entrypoint', '-p', '--publish', '-u', '--user', '-w', '--workdir', '-f', '--file', '--profile', '--env-file', '--index', '--project-name', '-l', '--label'];
const DOCKER = [
  ...COMPOSE, '--network', '--net', '--mount', '--platform', '-h', '--hostname', '--add-host', '-m', '--memory', '--cpus', '--gpus', '--ipc', '--shm-size', '--restart',
  '--pull', '--link', '--tmpfs', '--ulimit', '--cap-add', '--cap-drop', '--security-opt', '--device', '--cidfile', '--pid', '--dns',
];
const UV = [
  '--with', '--with-editable', '--with-requirements', '--extra', '--group', '--only-group', '--no-group', '-p', '--python', '--env-file', '--package', '--index',
  '--index-url', '--extra-index-url', '--index-strategy', '--from', '--cache-dir', '--config-file', '--no-extra', '-f', '--find-links', '--refresh-package',
];

const COVERAGE = ['-r', '--reporter', '-x', '--exclude', '-n', '--include', '--report-dir', '--temp-dir', '--cwd', '-e', '--extension', '-i', '--require'];

const WRAPPERS: readonly Wrapper[] = [
  { lead: 'npx', valued: ['-p', '--package', '-w', '--workspace'], text: ['-c', '--call'], folder: ['--prefix'], fetches: true },
  { lead: 'npm exec', valued: ['-p', '--package', '-w', '--workspace'], text: ['-c', '--call'], fetches: true },
  { lead: 'npm x', valued: ['-p', '--package', '-w', '--workspace'], text: ['-c', '--call'], fetches: true },
  { lead: 'pnpm dlx', valued: ['--package', '--allow-build'], fetches: true },
  { lead: 'pnpm exec' }, { lead: 'pnpx', fetches: true }, { lead: 'bunx', valued: ['-p', '--package'], fetches: true },
  { lead: 'bun x', valued: ['-p', '--package'], fetches: true }, { lead: 'yarn dlx', valued: ['-p', '--package'], fetches: true }, { lead: 'yarn exec' },
  { lead: 'uv run', valued: UV, folder: ['--directory', '--project'], module: ['-m', '--module'] },
  { lead: 'uvx', valued: UV, fetches: true }, { lead: 'uv tool run', valued: UV, fetches: true }, { lead: 'pipx run', valued: ['--spec', '--python', '--pip-args'], fetches: true },
  { lead: 'poetry run' }, { lead: 'pipenv run' }, { lead: 'pdm run', valued: ['-p', '--project', '--venv'] }, { lead: 'hatch run' }, { lead: 'rye run' }, { lead: 'pixi run', valued: ['-e', '--environment', '--manifest-path'] },
  { lead: 'conda run', valued: ['-n', '--name', '-p', '--prefix'], folder: ['--cwd'] }, { lead: 'mamba run', valued: ['-n', '--name', '-p', '--prefix'] },
  { lead: 'micromamba run', valued: ['-n', '--name', '-p', '--prefix'] },
  { lead: 'bundle exec' }, { lead: 'composer exec' }, { lead: 'dotnet tool run' }, { lead: 'mise exec', dashes: true }, { lead: 'mise x', dashes: true },
  { lead: 'time', valued: ['-f', '-o', '--format', '--output'] }, { lead: 'timeout', valued: ['-s', '--signal', '-k', '--kill-after'], operands: 1 },
  { lead: 'gtimeout', valued: ['-s', '-k'], operands: 1 },
  { lead: 'env', valued: ['-u', '--unset', '-C', '--chdir'] }, { lead: 'sudo', valued: ['-u', '--user', '-g', '--group', '-h', '-p', '-C'] },
  { lead: 'nice', valued: ['-n'] }, { lead: 'ionice', valued: ['-c', '-n'] }, { lead: 'nohup' }, { lead: 'exec', valued: ['-a'] }, { lead: 'command' }, { lead: 'builtin' },
  { lead: 'stdbuf', valued: ['-i', '-o', '-e'] }, { lead: 'unbuffer' }, { lead: 'setsid' }, { lead: 'caffeinate' }, { lead: 'catchsegv' },
  { lead: 'xvfb-run', valued: ['-s', '--server-args', '-n', '--server-num', '-e', '-f', '-p', '-w'] },
  { lead: 'dotenv run' }, { lead: 'dotenv', valued: ['-e', '-c', '-f', '-v'] }, { lead: 'dotenvx run', valued: ['-f', '--env-file', '-e', '--env'] },
  { lead: 'env-cmd', valued: ['-f', '--file', '-e', '--environments', '-r'] }, { lead: 'cross-env' }, { lead: 'cross-env-shell' },
  { lead: 'doppler run', dashes: true, text: ['--command'] }, { lead: 'op run', dashes: true }, { lead: 'infisical run', dashes: true, text: ['--command'] },
  { lead: 'chamber exec', dashes: true }, { lead: 'aws-vault exec', dashes: true }, { lead: 'teller run', dashes: true }, { lead: 'vault-env' },
  { lead: 'wait-for-it', dashes: true }, { lead: 'wait-for-it.sh', dashes: true }, { lead: 'wait-for', dashes: true }, { lead: 'dockerize', dashes: true },
  { lead: 'docker compose run', valued: COMPOSE, operands: 1 }, { lead: 'docker compose exec', valued: COMPOSE, operands: 1 },
  { lead: 'docker-compose run', valued: COMPOSE, operands: 1 }, { lead: 'docker-compose exec', valued: COMPOSE, operands: 1 },
  { lead: 'kubectl exec', dashes: true }, { lead: 'docker exec', valued: DOCKER, operands: 1 }, { lead: 'docker run', valued: DOCKER, operands: 1 }, { lead: 'podman run', valued: DOCKER, operands: 1 },
  { lead: 'xargs', valued: ['-n', '-I', '-P', '-L', '-d', '-a', '-s', '-E'] },
  { lead: 'c8', valued: COVERAGE }, { lead: 'nyc', valued: COVERAGE },
  { lead: 'opentelemetry-instrument', valued: ['--traces_exporter', '--metrics_exporter', '--logs_exporter', '--service_name'] }, { lead: 'ddtrace-run' },
];

export interface Peeled {
  readonly words: readonly string[];
  /** Assignments found on the way: `env A=b`, `cross-env A=b`. */
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
  readonly cwd: Folder;
  /** Shell text in place of words: `npx -c "..."`. */
  readonly text?: string;
  /** The image of `docker run image words`, whose own program the words may be arguments of. */
  readonly image?: string;
}

const MAX_LAYERS = 12;

export function peel(words: readonly string[], cwd: Folder): Peeled {
  let at: Peeled = { words: plainName(words), inputs: [], cwd };
  for (let layer = 0; layer < MAX_LAYERS && at.text === undefined; layer += 1) {
    const wrapper = wrapperOf(at.words);
    const next = wrapper && peelOne(at, wrapper);
    if (!next) return at;
    at = { ...next, words: plainName(next.words) };
  }
  return at;
}

/** Programs that a project carries are called by path: `node_modules/.bin/acme`, `.venv/bin/python`, `./gradlew`. */
function plainName(words: readonly string[]): readonly string[] {
  const carried = /(?:^|[/\\])(gradle|mvn)w(?:\.bat|\.cmd)?$/.exec(words[0] ?? '')?.[1];
  const waiter = /\/(wait-for(?:-it)?)(?:\.sh)?$/.exec(words[0] ?? '')?.[1];
  const name = carried ?? waiter ?? /(?:^|\/)(?:node_modules\/\.bin|vendor\/bin|\.?v?env\/(?:bin|Scripts)|usr\/(?:local\/)?bin)\/([^/]+)$/.exec(words[0] ?? '')?.[1];
  return name === undefined ? words : [name, ...words.slice(1)];
}

function wrapperOf(words: readonly string[]): Wrapper | undefined {
  return WRAPPERS.find((one) => one.lead.split(' ').every((word, index) => words[index] === word));
}

/** Without its wrapper; undefined where nothing would be left, as in `docker compose run app`. */
function peelOne(from: Peeled, wrapper: Wrapper): Peeled | undefined {
  const { words } = from;
  let { cwd } = from;
  const inputs = [...from.inputs];
  let at = wrapper.lead.split(' ').length;
  // `command -v acme` asks where a program is.
  if (wrapper.lead === 'command' && /^-[vV]$/.test(words[at] ?? '')) return undefined;
  if (wrapper.dashes) {
    const dashes = words.indexOf('--');
    const text = valueOf(words, wrapper.text);
    if (text !== undefined && dashes === -1) return { ...from, words: [], text };
    if (dashes !== -1) at = dashes;
  }
  let module = false;
  let operands = wrapper.operands ?? 0;
  let image: string | undefined;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const set = /^([A-Za-z_]\w*)=(.*)$/s.exec(word);
    if (word === '--') {
      at += 1;
      if (operands === 0) break;
      at -= 1;
    } else if (wrapper.module?.includes(word)) {
      module = true;
      at += 1;
      break;
    } else if (wrapper.text?.includes(word)) return { ...from, words: [], text: words[at + 1] ?? '' };
    else if (wrapper.folder?.some((option) => word === option || word.startsWith(`${option}=`))) {
      cwd = resolvePath(cwd, word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words[(at += 1)] ?? ''));
    } else if (word.startsWith('-')) at += wrapper.valued?.includes(word) ? 1 : 0;
    else if (operands > 0) {
      operands -= 1;
      image ??= wrapper.lead.endsWith(' run') && wrapper.lead.split(' ').length === 2 ? word : undefined;
    } else if (set) inputs.push({ name: set[1] ?? '', value: set[2] ?? '' });
    else break;
  }
  const rest = words.slice(at);
  if (rest.length === 0) return undefined;
  const [first = '', ...args] = rest;
  const left = module ? ['python', '-m', ...rest] : [wrapper.fetches ? withoutVersion(first) : first, ...args];
  return { words: left, inputs, cwd, ...(image === undefined ? {} : { image }) };
}

function valueOf(words: readonly string[], options: readonly string[] | undefined): string | undefined {
  const at = words.findIndex((word) => options?.includes(word));
  return at === -1 ? undefined : words[at + 1];
}

/** `acme@1.2` → `acme`, `@acme/cli@latest` → `@acme/cli`, `acme[extra]==1.0` → `acme`. */
function withoutVersion(name: string): string {
  return name.replace(/(?<=.)@.*$/s, '').replace(/(?:\[|[=<>~!]=).*$/s, '');
}
