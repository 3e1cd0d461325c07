/**
 * What a path is for. Decided by whole folder names and by file names, never by substrings: `src/contest/` is no test. Folder names are
 * compared without case.
 *
 * When several roles fit, the order below wins, wherever in the path they stand: an evaluation below `tests/` is an evaluation, a test
 * below `examples/` is a test. Only a template comes before all: what it holds belongs to a repository that does not exist yet.
 */
import type { Role } from '../domain/snapshot.ts';

const IN_ORDER: readonly (readonly [Role, (path: PathParts) => boolean])[] = [
  ['template', isTemplate],
  // The repository's own automation; a `.github/` deeper down runs nothing and keeps the role of its surroundings.
  ['main', ({ segments }) => segments[0] === '.github'],
  ['eval', isEval],
  ['test', isTest],
  ['example', ({ folders }) => folders.some((name) => EXAMPLE_FOLDER.test(name))],
  ['docs', isDocs],
];

interface PathParts {
  readonly segments: readonly string[];
  /** Folder names that can decide, as written. */
  readonly folders: readonly string[];
  readonly file: string;
}

/** The role of a POSIX path relative to the root. */
export function roleOf(path: string): Role {
  const segments = path.split('/');
  const parts: PathParts = { segments, folders: decisiveFolders(segments), file: segments.at(-1) ?? '' };
  return IN_ORDER.find(([, fits]) => fits(parts))?.[0] ?? 'main';
}

/**
 * Below a JVM source root the folders are package names, and `com.example.demo` is the usual name of real applications. The root itself
 * (`src/test/java`) does decide.
 */
function decisiveFolders(segments: readonly string[]): readonly string[] {
  const root = segments.findIndex((name, index) => index >= 2 && JVM_LANGUAGE.test(name) && segments[index - 2] === 'src');
  return segments.slice(0, root < 0 ? -1 : root);
}
const JVM_LANGUAGE = /^(?:java|kotlin|scala|groovy)$/;

/**
 * Project skeletons: names that a generator fills in, or source files and manifests with a template's ending. Charts' `templates/` and web
 * pages' templates belong to the application, and so do configuration files that a deployment fills (`app.conf.j2`).
 */
function isTemplate({ segments, file }: PathParts): boolean {
  return segments.some((name) => name.includes('{{') || PLACEHOLDER_NAME.test(name)) || SOURCE_TEMPLATE.test(file);
}
const PLACEHOLDER_NAME = /^__(?:[a-z]+_)?(?:name|project|package|slug|app)(?:_[a-z]+)?__(?:\.[a-z]+)?$/i;
const SOURCE_TEMPLATE = /\.(?:py|tsx?|jsx?|go|java|kt|cs|rb|rs|toml|csproj)\.(?:tpl|tmpl|template|jinja2?|j2|hbs|mustache|ejs)$/i;

/** `evals/`, `rag_evaluation/`, `evaluators/`; `retrieval/` and `medieval/` are not. Benchmarks measure speed as often as quality. */
function isEval({ folders, file }: PathParts): boolean {
  return folders.some((name) => EVAL_FOLDER.test(name)) || (EVAL_FILE.test(file) && !isTestFile(file));
}
const EVAL_FOLDER = /^(?:.*[-_.])?eval(?:s|uate|uation|uations|uator|uators)?(?:[-_.].*)?$/i;
const EVAL_FILE = /^(?:(?:run|[\w-]*[-_])?(?:evals?|evaluate|evaluations?)|evals?[-_][\w-]*|[\w-]+\.evals?)\.(?:py|ipynb|[cm]?[jt]sx?|ya?ml|jsonl?|csv|sh)$/i;

function isTest({ folders, file }: PathParts): boolean {
  return folders.some((name) => TEST_FOLDER.test(name) || CAMEL_TESTS.test(name)) || isTestFile(file);
}
/** `tests/`, `integration-tests/`, `App.Tests/`. Not `test-runner/`, which is a product's name more often than not. */
const TEST_FOLDER = /^(?:(?:.*[-_.])?tests?|__tests__|spec|e2e|testdata|__mocks__|__fixtures__|__snapshots__)$/i;
const CAMEL_TESTS = /[a-z0-9]Tests?$/;

function isTestFile(file: string): boolean {
  return TEST_FILES.some((pattern) => pattern.test(file));
}
const TEST_FILES: readonly RegExp[] = [
  /^(?:test_.*|.*_test|conftest)\.py$/i,
  /\.(?:test|spec|e2e|e2e-spec|cy)\.[cm]?[jt]sx?$/i,
  /_test\.(?:go|rb|exs?|dart)$/,
  /_spec\.rb$/,
  /[A-Za-z0-9](?:Tests?|TestCase|Spec|IT)\.(?:java|kt|scala|groovy)$/,
  /[A-Za-z0-9]Tests?\.(?:cs|php|swift)$/,
  /\.bats$/,
];

/** `samples/` of an application are examples of its use. Notebooks are main: many applications live in them. */
const EXAMPLE_FOLDER = /^(?:(?:.*[-_.])?(?:examples?|samples?)|demos?|cookbooks?)$/i;

/** Prose is documentation wherever it stands, except in a folder of prompts, where Markdown is what the model reads. */
function isDocs({ folders, file }: PathParts): boolean {
  if (folders.some((name) => DOCS_FOLDER.test(name))) return true;
  return PROSE.test(file) && !/\.prompt\.md$/i.test(file) && !folders.some((name) => PROMPTS_FOLDER.test(name));
}
const DOCS_FOLDER = /^(?:docs?|documentation)$/i;
const PROSE = /\.(?:md|mdx|markdown|rst|adoc)$/i;
const PROMPTS_FOLDER = /^(?:.*[-_.])?prompts?(?:[-_.].*)?$/i;
