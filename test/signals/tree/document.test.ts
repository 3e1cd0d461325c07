import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontMatter, readDocument } from '../../../src/signals/tree/document.ts';
import { flatten } from '../../../src/signals/tree/flatten.ts';

/** `name=value@line` of every scalar, which shows shape, values and lines at once. */
function flat(path: string, text: string): string[] {
  return readDocument(path, text).documents.flatMap((tree) => flatten(tree, '', 1000).map(({ name, value, text: source, line }) => `${name}=${value === undefined ? `~${source}` : JSON.stringify(value)}@${line}`));
}

describe('readDocument', () => {
  it('reads every document of a YAML file', () => {
    expect(flat('a.yml', 'a: 1\nb:\n  - x: yes\n    y: "no"\n  - null\n---\nc: |\n  text\n')).toEqual(['a=1@1', 'b[0].x="yes"@3', 'b[0].y="no"@4', 'b[1]=null@5', 'c="text\\n"@7']);
  });

  it('follows aliases and merge keys, and keeps custom tags as source', () => {
    expect(flat('a.yaml', 'base: &base\n  a: 1\n  b: 2\nown:\n  <<: *base\n  b: 3\nref: *base\ntag: !Sub "x-${y}"\n')).toEqual(['base.a=1@2', 'base.b=2@3', 'own.b=3@6', 'own.a=1@2', 'ref.a=1@2', 'ref.b=2@3', 'tag=~!Sub x-${y}@8']);
  });

  it('reads JSON with comments and trailing commas', () => {
    expect(flat('a.json', '{\n  // why\n  "a": [1, {"b.c": null},],\n  "__proto__": {"x": true}\n}')).toEqual(['a[0]=1@3', 'a[1].b.c=null@3', '__proto__.x=true@4']);
  });

  it('reads TOML with the lines of its tables and keys', () => {
    expect(flat('a.toml', 'top = 1\n\n[tool.x]\nname = "n"\n\n[[item]]\nq = 1\n[[item]]\nq = 1979-05-27\n')).toEqual(['top=1@1', 'tool.x.name="n"@4', 'item[0].q=1@7', 'item[1].q="1979-05-27"@9']);
  });

  it('reads XML: attributes, repeated elements and text', () => {
    expect(flat('a.xml', '<?xml version="1.0"?>\n<p a="1">\n <d><v>1.10</v></d>\n <d>two</d>rest\n <e/>\n</p>')).toEqual(['p.@a="1"@2', 'p.d[0].v="1.10"@3', 'p.d[1]="two"@4', 'p.e=""@5', 'p.#text="rest"@2']);
  });

  it('reads the front matter of Markdown with the lines of the file', () => {
    expect(flat('a.md', '---\r\nname: x\r\n---\r\nbody')).toEqual(['name="x"@2']);
    expect(flat('b.md', '# no front matter\n---\na: 1\n---')).toEqual([]);
    expect(frontMatter('---\na: 1\n---\nbody\n')).toEqual({ yaml: '\na: 1\n', body: 'body\n' });
  });

  it('tells files without a telling extension by how they begin', () => {
    expect([flat('.acmerc', '{"a": 1}'), flat('.acmerc', 'a: 2'), flat('Acmefile', '<a>3</a>'), flat('Pipfile', '[x]\na = 4')]).toEqual([['a=1@1'], ['a=2@1'], ['a="3"@1'], ['x.a=4@2']]);
  });

  it.each([
    ['a.yaml', 'a: [1\nb: 2', { line: 2 }],
    ['a.json', '{"a": 1,\n"b" 2}', { line: 2, says: 'The JSON cannot be parsed: `2` stands where it may not.' }],
    ['a.json', '{"a": 1', { line: 1, says: 'The JSON cannot be parsed: it ends before it is complete.' }],
    ['a.toml', 'a = 1\nb = \n', { line: 2 }],
    ['a.xml', '<a>\n<b></a>', { line: 2 }],
  ])('says where %s cannot be read', (path, text, problem) => {
    expect(readDocument(path, text)).toMatchObject({ documents: [], problem });
  });

  it('keeps the readable documents of a stream', () => {
    expect(flat('a.yaml', 'a: 1\n---\n{b\n---\nc: 3\n')).toEqual(['a=1@1', 'c=3@5']);
  });

  it('bounds what hostile files cost', () => {
    const bomb = `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(',')}]`).join('\n')}`;
    expect(flat('a.yaml', bomb).length).toBeLessThanOrEqual(1000);
    expect(flat('a.yaml', 'a: &a\n  b: *a\n')).toEqual(['a.b=null@2']);
    for (const text of ['['.repeat(100_000), '{a: '.repeat(50_000), '- '.repeat(100_000)]) expect(readDocument('a.yaml', text).documents.length).toBeLessThanOrEqual(1);
    for (const text of ['['.repeat(100_000), '{"a":'.repeat(100_000)]) expect(readDocument('a.json', text)).toEqual({ documents: [], problem: { line: 1, says: 'The JSON cannot be parsed: it is nested too deeply.' } });
    expect(readDocument('a.toml', `a = ${'['.repeat(100_000)}`).documents).toEqual([]);
    expect(readDocument('a.xml', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`).documents).toEqual([]);
    expect(readDocument('a.json', `"${'x'.repeat(2_000_000)}"`)).toEqual({ documents: [] });
    expect(readDocument('a.yaml', '---\na: 1\n'.repeat(5000)).documents.length).toBeLessThanOrEqual(1001);
  });

  it('reads back any JSON value, through JSON and through YAML', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.stringMatching(/^[a-z_]{1,6}$/), tie('value'), { maxKeys: 4 })),
    })).value;
    const leaves = (value: unknown, name: string): string[] => {
      if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${name}[${index}]`));
      if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, inner]) => leaves(inner, name === '' ? key : `${name}.${key}`));
      return [`${name}=${JSON.stringify(value)}`];
    };
    const read = (path: string, text: string): string[] => flat(path, text).map((line) => line.replace(/@\d+$/, ''));
    fc.assert(
      fc.property(plain, (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(read('a.json', text)).toEqual(leaves(value, ''));
        expect(read('a.yaml', text)).toEqual(leaves(value, ''));
      }),
    );
  });

  it('never throws', () => {
    const piece = fc.constantFrom('a', ':', ' ', '\n', '-', '[', ']', '{', '}', '"', "'", '<', '>', '=', '&a', '*a', '!t', '|', '#', '---\n', '<<: ', '/', '%YAML 1.1\n', '!!binary ', '.', ',');
    const texts = fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 50 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom('a.yaml', 'a.json', 'a.toml', 'a.xml', 'a.md'), texts, (path, text) => {
        for (const { name } of readDocument(path, text).documents.flatMap((tree) => flatten(tree, '', 100))) expect(typeof name).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});
