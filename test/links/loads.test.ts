import { describe, expect, test } from 'vitest';
import { call, code, constant, file, imports, linked, plain } from './support.ts';

/** What a file at `from` loads among others. */
function loaded(from: string, parts: Parameters<typeof code>[1], others: readonly string[]): readonly string[] {
  return [...(linked([code(from, parts), ...others.map((path) => file(path))]).loads.get(from) ?? [])];
}
const literal = (...texts: readonly string[]) => ({ paths: texts.map((text, at) => ({ line: at + 1, text })) });

describe('a path literal', () => {
  test.each([
    ['beside the file', 'app/main.py', 'prompts/x.md', ['app/prompts/x.md', 'prompts/x.md'], ['app/prompts/x.md']],
    ['from a folder above', 'app/core/main.py', 'prompts/x.md', ['prompts/x.md', 'other/prompts/x.md'], ['prompts/x.md']],
    ['from the root', 'app/main.py', '/prompts/x.md', ['prompts/x.md'], ['prompts/x.md']],
    ['upwards', 'app/core/main.ts', '../prompts/x.md', ['app/prompts/x.md', 'prompts/x.md'], ['app/prompts/x.md']],
    ['by its ending, the nearest', 'services/chat/src/main.py', 'prompts/x.md', ['services/chat/data/prompts/x.md', 'services/mail/prompts/x.md'], ['services/chat/data/prompts/x.md']],
    ['of a bare name', 'app/main.py', 'cases.jsonl', ['data/cases.jsonl'], ['data/cases.jsonl']],
    ['of a bare name that is nearest once', 'app/main.py', 'cases.jsonl', ['app/data/cases.jsonl', 'other/cases.jsonl'], ['app/data/cases.jsonl']],
    ['of a bare name that could be several', 'app/main.py', 'cases.jsonl', ['a/cases.jsonl', 'b/cases.jsonl'], []],
    ['of a bare name that every repository has', 'app/main.py', 'README.md', ['README.md'], []],
    ['of a bare source file', 'app/main.py', 'chat.py', ['app/chat.py'], []],
    ['of a source file with its folder', 'app/main.py', 'evals/run.py', ['evals/run.py'], ['evals/run.py']],
    ['with Windows\' separators', 'app/main.cs', 'prompts\\x.md', ['prompts/x.md'], ['prompts/x.md']],
    ['not of part of a name', 'app/main.py', 'prompts/x.md', ['my-prompts/x.md'], []],
    ['not of a folder', 'app/main.py', 'prompts', ['prompts/x.md'], []],
    ['not out of the repository', 'main.py', '../x.md', ['y.md'], []],
    ['not of an address', 'app/main.py', 'https://acme.test/prompts/x.md', ['prompts/x.md'], []],
    ['not of a wildcard', 'app/main.py', 'prompts/*.md', ['prompts/x.md'], []],
    ['not of itself', 'app/main.py', 'app/main.py', [], []],
  ])('%s', (_, from, text, others, expected) => {
    expect(loaded(from, literal(text), others)).toEqual(expected);
  });
});

describe('a call', () => {
  const tree = ['app/prompts/a.md', 'app/prompts/deep/b.jinja2', 'app/prompts/load.py', 'data/cases.jsonl', 'prompts/a.md', 'src/a.md'];
  test.each([
    ['takes a path', call(1, 'open', { 0: 'prompts/a.md' }), ['app/prompts/a.md']],
    ['takes a path by name', call(1, 'load', { file: 'data/cases.jsonl' }), ['data/cases.jsonl']],
    ['joins literals', call(1, 'os.path.join', { 0: 'prompts', 1: 'a.md' }), ['app/prompts/a.md']],
    ['joins literals after a variable', call(1, 'path.join', { 0: { text: '__dirname' }, 1: 'prompts', 2: 'a.md' }), ['app/prompts/a.md']],
    ['is given a joined expression', call(1, 'open', { 0: { text: 'Path(__file__).parent / "prompts" / "a.md"' } }), ['app/prompts/a.md']],
    ['is given a template', call(1, 'readFileSync', { 0: { text: '`${root}/prompts/a.md`' } }), ['app/prompts/a.md']],
    ['reads a folder', call(1, 'FileSystemLoader', { 0: 'prompts' }), ['app/prompts/a.md', 'app/prompts/deep/b.jinja2']],
    ['reads a folder of a package', call(1, 'Environment.PackageLoader', { 0: 'app', 1: 'prompts' }), ['app/prompts/a.md', 'app/prompts/deep/b.jinja2']],
    ['joins the path of a folder', call(1, 'path.join', { 0: { text: '__dirname' }, 1: 'prompts' }), ['app/prompts/a.md', 'app/prompts/deep/b.jinja2']],
    ['lists a folder by a constant', call(1, 'os.listdir', { 0: { text: 'PROMPTS' } }), ['app/prompts/a.md', 'app/prompts/deep/b.jinja2']],
    ['takes the name of a folder for something else', call(1, 'print', { 0: 'prompts' }), []],
    ['joins a folder that every repository has', call(1, 'path.join', { 0: 'data', 1: '..', 2: 'src' }), []],
    ['joins a folder that every repository has, plainly', call(1, 'path.join', { 0: { text: 'root' }, 1: 'src' }), []],
    ['makes a folder', call(1, 'os.mkdir', { 0: 'prompts' }), []],
    ['asks a dictionary', call(1, 'config.get', { 0: 'prompts' }), []],
    ['makes a path of a folder', call(1, 'pathlib.Path', { 0: 'prompts' }), ['app/prompts/a.md', 'app/prompts/deep/b.jinja2']],
    ['takes a sentence', call(1, 'print', { 0: 'see prompts/a.md for more' }), []],
  ])('that %s', (_, one, expected) => {
    expect(loaded('app/main.py', { calls: [one], constants: [constant(1, 'PROMPTS', 'prompts')] }, tree)).toEqual(expected);
  });
});

test('an import of a file that is no code loads it', () => {
  expect(loaded('src/a.ts', { imports: [imports('./system.md', 'default:prompt'), imports('./b', 'x')] }, ['src/system.md', 'src/b.ts'])).toEqual(['src/system.md']);
});

test('scripts and pipelines load the files that their commands name', () => {
  const links = linked([
    file('evals/Makefile', { scripts: { runner: 'make', scripts: [{ name: 'eval', line: 1, run: 'python run.py --cases=data/cases.jsonl "../config.yaml" README', after: [] }] } }),
    file('.github/workflows/ci.yml', {
      pipeline: {
        system: 'github', events: [], env: [],
        jobs: [{
          id: 'eval', line: 1, needs: [], env: [], workingDirectory: 'evals',
          steps: [
            { line: 2, inputs: [], env: [], run: { text: 'python run.py\ncat config.yaml', line: 2 } },
            { line: 5, inputs: [{ line: 6, name: 'config', value: './evals/data/cases.jsonl' }], env: [], workingDirectory: '.' },
          ],
        }],
      },
    }),
    code('evals/run.py'), file('evals/data/cases.jsonl'), file('config.yaml'), file('deploy/config.yaml'),
  ]);
  expect(plain(links.loads)).toEqual({
    '.github/workflows/ci.yml': ['config.yaml', 'evals/data/cases.jsonl', 'evals/run.py'],
    'evals/Makefile': ['config.yaml', 'evals/data/cases.jsonl', 'evals/run.py'],
  });
  expect(plain(links.loadedBy)).toEqual({
    'config.yaml': ['.github/workflows/ci.yml', 'evals/Makefile'],
    'evals/data/cases.jsonl': ['.github/workflows/ci.yml', 'evals/Makefile'],
    'evals/run.py': ['.github/workflows/ci.yml', 'evals/Makefile'],
  });
});
