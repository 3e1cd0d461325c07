import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readScripts } from '../../../src/signals/scripts/index.ts';
import { endsOf, worldOf } from './repository.ts';

const PIECES = [
  'npm run eval', 'make eval', 'bash ci.sh', 'acme eval', 'if ', '; then ', ' fi', ' done', 'for x in a b; do ', '$(', ')', '`', '"', "'", '${{ ', ' }}', '${', '}', '{ ', '; }', ' | ', ' || ', ' && ', ' & ', '\n', '\\\n', '<<EOF\n', 'EOF\n', 'case x in ',
  ' esac', 'f() ', 'cd ', 'set -e', 'set +e', ' x=', '$x', '[[ ', ' ]]', '((', '))', '# ', '\u0000', '\uE000\uE100\uE001', 'npx ', 'uv run ', 'python -m ', '--', '-C', '../', '/', '*', '{a,b}', 'constructor', '__proto__', 'pytest ', 'go test ', 'turbo run ', 'nx run-many -t ', 'pnpm --filter ', 'xargs ', 'ssh h ', 'docker run x ',
];
const shellText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join('')));

describe('any text', () => {
  it('is followed without throwing, and always to the same ends', () => {
    fc.assert(fc.property(shellText, shellText, fc.constantFrom(undefined, 'bash', 'pwsh', 'bash -e {0}'), (step, script, shell) => {
      const world = worldOf({
        'package.json': JSON.stringify({ scripts: { eval: script, build: step } }), 'Makefile': `eval: build\n\t${script}\n`, 'ci.sh': script, 'tests/test_a.py': '', 'a/b.ts': '',
      }, { 'package.json': { name: 'root', workspaces: ['a/*', script] } });
      const at = shell === undefined ? {} : { shell };
      const ends = endsOf(step, world, at);
      expect(endsOf(step, world, at)).toEqual(ends);
      for (const end of ends) {
        expect(end.trail.length).toBeGreaterThan(0);
        expect(end.argv.length).toBeGreaterThan(0);
        expect([...end.files].sort()).toEqual(end.files);
        expect(end.files.every((path) => world.has(path))).toBe(true);
      }
    }), { numRuns: 400 });
  });

  it('finds a plain command after any balanced prefix', () => {
    const safe = fc.constantFrom('npm ci', 'echo "a"', 'X=1', 'cd a && ls', '# c', 'for i in 1 2; do ls; done', 'cat <<E\nx\nE', 'if [ -f x ]; then ls; fi', 'f() { ls; }', 'ls || true');
    fc.assert(fc.property(fc.array(safe, { maxLength: 8 }), (prefix) => {
      expect(endsOf([...prefix, 'acme eval -q'].join('\n'), worldOf({})).at(-1)).toMatchObject({ effect: 'eval', argv: ['acme', 'eval', '-q'], swallowed: [] });
    }), { numRuns: 100 });
  });

  it('is read as any kind of script file without throwing, lines within the file', () => {
    const paths = fc.constantFrom('package.json', 'Makefile', 'a/x.mk', 'x.sh', 'run', 'Dockerfile', 'api.dockerfile', 'Procfile');
    const makeText = fc.array(fc.constantFrom('all: ', 'x ', '\n', '\t', '$(', '${', ')', '}', 'A', '=', '+=', ':', '|', '\\\n', 'define ', 'endef', '-', '@', '%', '$*', '$$', 'FROM x\n', 'CMD ', '["a"', ']', '{"scripts":', '{', ',"'), { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(paths, fc.oneof(shellText, makeText), (path, text) => {
      const read = readScripts(path, text);
      expect(readScripts(path, text)).toEqual(read);
      for (const script of read?.scripts?.scripts ?? []) {
        expect(script.line).toBeGreaterThan(0);
        expect(script.line).toBeLessThanOrEqual(text.split('\n').length);
      }
    }), { numRuns: 400 });
  });
});
