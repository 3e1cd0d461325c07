import { describe, expect, it } from 'vitest';
import { endsOf, linesOf, NOTHING, worldOf } from './repository.ts';

describe('what is a command, and what only looks like one', () => {
  const world = worldOf({ 'package.json': '{"scripts": {"eval": "acme eval"}}', 'evals/run.py': '', 'evals/eval/x.yaml': '' });

  it.each([
    ['echo "npm run eval"', []],
    ["printf 'npm run eval'", []],
    ['# npm run eval', []],
    ['true # npm run eval', []],
    ['cat <<EOF\nnpm run eval\nEOF', []],
    ["cat > run.sh <<'EOF'\nnpm run eval\nEOF\n", []],
    ['command -v acme', []],
    ['if command -v acme >/dev/null; then ls; fi', []],
    ['which acme', []],
    ['eval "npm run eval"', []],
    ['echo one \\\n  npm run eval', []],
    ['grep "acme eval" README.md', ['other: grep acme eval README.md']],
    ['pip install acme', ['install: pip install acme']],
    ['pip install acme eval', ['install: pip install acme eval']],
    ['npm install -g acme', ['install: npm install -g acme']],
    ['ruff check evals/', ['lint: ruff check evals/ [evals/eval/x.yaml, evals/run.py]']],
    ['git commit -m "acme eval"', ['other: git commit -m acme eval']],
    ['acme evaluate', ['other: acme evaluate']],
    ['acme eval --help', ['other acme: acme eval --help']],
    ["acme 'eval'", ['eval acme: acme eval']],
    ['"acme" ev"al"', ['eval acme: acme eval']],
    ['acme --verbose eval', ['eval acme: acme --verbose eval']],
    ['acme -o out eval', ['eval acme: acme -o out eval']],
    ['acme \\\n  eval', ['eval acme: acme eval']],
    ['acme eval > out.txt 2>&1', ['eval acme: acme eval']],
    ['vague run', ['other: vague run']],
  ])('%s', (text, lines) => {
    expect(linesOf(endsOf(text, world))).toEqual(lines);
  });

  it('counts an ambiguous name where its package is declared', () => {
    const declared = worldOf({ 'requirements.txt': '' }, {}, { 'requirements.txt': { dependencies: [{ line: 1, ecosystem: 'pypi', name: 'vague', scope: 'runtime' }] } });
    expect(linesOf(endsOf('vague run', declared))).toEqual(['eval vague: vague run']);
  });
});

describe('words', () => {
  it.each([
    ['FILE=a.yaml\nacme eval -c $FILE', 'acme eval -c a.yaml'],
    ['FILE=a.yaml; acme eval -c "${FILE}"', 'acme eval -c a.yaml'],
    ['acme eval -c $FILE', 'acme eval -c $FILE'],
    ['FILE=$(ls)\nacme eval -c $FILE', 'acme eval -c $FILE'],
    ['FILE=a.yaml\nread FILE\nacme eval -c $FILE', 'acme eval -c $FILE'],
    ['if [ -f x ]; then F=a; fi\nif [ -f y ]; then F=b; fi\nacme eval $F', 'acme eval $F'],
    ['CMD="acme eval -c x"\n$CMD --fast', 'acme eval -c x --fast'],
    ['CMD="acme eval"\n"$CMD"', 'acme eval'],
    ['acme eval ${{ matrix.x }} "${{ inputs.a || \'b c\' }}"', "acme eval ${{ matrix.x }} ${{ inputs.a || 'b c' }}"],
    ['acme eval --n=${{ a }}-${{ b }}', 'acme eval --n=${{ a }}-${{ b }}'],
    ['acme eval ${X:-y}', 'acme eval ${X:-y}'],
    ['run() { acme "$@"; }\nrun eval -c x', 'acme eval -c x'],
    ['run() { acme $1 -c ${2:-d.yaml}; }\nrun eval', 'acme eval -c d.yaml'],
  ])('%s', (text, argv) => {
    expect(endsOf(text, NOTHING).find((end) => end.argv[0]?.startsWith('acme'))?.argv.join(' ')).toBe(argv);
  });

  it('keeps quoted fields whole', () => {
    expect(endsOf('acme eval "a b" \'$X\' c\\ d', NOTHING)[0]?.argv).toEqual(['acme', 'eval', 'a b', '$X', 'c d']);
  });

  it('repeats a loop over literals, and not one over anything else', () => {
    expect(endsOf('for s in a b; do acme eval $s; done', NOTHING).map((end) => end.argv.join(' '))).toEqual(['acme eval a', 'acme eval b']);
    expect(endsOf('for s in *.yaml; do acme eval $s; done', NOTHING).map((end) => end.argv.join(' '))).toEqual(['acme eval $s']);
  });

  it('gives assignments before a command, and those that wrappers make', () => {
    expect(endsOf('ls\nA=1 B="$X" env C=3 acme eval', NOTHING)[0]?.inputs).toEqual([
      { name: 'A', value: '1', line: 11 }, { name: 'B', value: '$X', line: 11 }, { name: 'C', value: '3', line: 11 },
    ]);
  });
});

describe('lines and folders', () => {
  it('counts lines from where the text begins', () => {
    const ends = endsOf('npm ci\n\n# comment\nacme eval \\\n  -c x\ncat <<EOF\na\nEOF\nacme index', NOTHING);
    expect(ends.map((end) => end.trail)).toEqual([
      [{ path: 'ci.yml', line: 10, excerpt: 'npm ci' }],
      [{ path: 'ci.yml', line: 13, excerpt: 'acme eval -c x' }],
      [{ path: 'ci.yml', line: 18, excerpt: 'acme index' }],
    ]);
  });

  it('cuts long excerpts at 160 characters', () => {
    expect(endsOf(`acme eval ${'x'.repeat(300)}`, NOTHING)[0]?.trail[0]?.excerpt).toHaveLength(160);
  });

  it.each([
    ['cd evals && acme eval -c x.yaml', ['evals/x.yaml']],
    ['cd evals\nacme eval -c x.yaml', ['evals/x.yaml']],
    ['(cd evals); acme eval -c evals/x.yaml', ['evals/x.yaml']],
    ['pushd evals; ls; popd; acme eval -c evals/x.yaml', ['evals/x.yaml']],
    ['cd evals; cd -; acme eval -c evals/x.yaml', ['evals/x.yaml']],
    ['cd evals/deep; cd ../..; acme eval -c ./evals/x.yaml', ['evals/x.yaml']],
    ['cd $SOMEWHERE; acme eval -c evals/x.yaml', []],
    ['cd ../..; acme eval -c evals/x.yaml', []],
    ['cd $GITHUB_WORKSPACE/evals && acme eval -c x.yaml', ['evals/x.yaml']],
    ['cd ${{ github.workspace }}/evals && acme eval -c x.yaml', ['evals/x.yaml']],
    ['D=$(pwd)/evals; cd $D; acme eval -c x.yaml', ['evals/x.yaml']],
    ['acme eval -c /etc/x.yaml', []],
    ['acme eval -c evals/*.yaml', ['evals/x.yaml']],
    ['acme eval --config=evals/x.yaml', ['evals/x.yaml']],
    ['acme eval', ['acmeconfig.yaml']],
    ['cd evals; acme eval', []],
  ])('%s', (text, files) => {
    const world = worldOf({ 'evals/x.yaml': '', 'evals/deep/y.txt': '', 'acmeconfig.yaml': '', 'vendor/acmeconfig.yaml': '' });
    expect(endsOf(text, world).find((end) => end.argv[0] === 'acme')?.files).toEqual(files);
  });

  it('finds the folder of the script itself', () => {
    const world = worldOf({
      'scripts/ci.sh': 'SCRIPT_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"\nacme eval -c "$SCRIPT_DIR/x.yaml"\ncd "$(dirname "$0")/.."\nacme eval -c y.yaml\n', 'scripts/x.yaml': '', 'y.yaml': '',
    });
    expect(endsOf('bash scripts/ci.sh', world).map((end) => end.files)).toEqual([['scripts/x.yaml'], ['y.yaml']]);
  });
});

describe('other shells', () => {
  it('reads PowerShell and cmd line by line', () => {
    const text = '# comment\n$out = acme eval --name="a b"\nif ($x) {\n  npm ci; acme index `\n    -v\n}\n& "acme" eval | Out-File x';
    for (const shell of ['pwsh', 'powershell', 'cmd']) {
      expect(endsOf(text, NOTHING, { shell }).map((end) => [end.trail[0]?.line, end.argv])).toEqual([
        [11, ['acme', 'eval', '--name=a b']], [13, ['npm', 'ci']], [13, ['acme', 'index', '-v']], [16, ['acme', 'eval']],
      ]);
    }
  });

  it('takes the text of other languages for no commands', () => {
    expect(endsOf('acme eval', NOTHING, { shell: 'python' })).toEqual([]);
  });

  it('finds what it can in a broken script', () => {
    expect(linesOf(endsOf('acme eval\nif true; then', NOTHING))).toEqual(['eval acme: acme eval']);
  });
});
