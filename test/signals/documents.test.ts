import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOwners, readSections } from '../../src/signals/documents.ts';

describe('readSections', () => {
  it('reads Markdown: words of prose under each heading, up to the next of its depth or higher', () => {
    const text = [
      '---', 'title: not a heading', '---', '# Acme *app* ##', '[![build](https://a.test/b.svg)](https://a.test) Two words <!-- not', '# these', '--> here.', '', '## Risks', 'See [the page](https://acme.test/long/path) on `code`.', '```md', '# in code', 'one two three', '```',
      '### Deep', '| a | b |', '|---|---|', '| c | d |', '', 'Setext title', '-----------', 'Words', '', '    indented code here', '', '- item', '',
    ].join('\n');
    expect(readSections('README.md', text)).toEqual([
      { line: 4, depth: 1, title: 'Acme app', words: 14 },
      { line: 9, depth: 2, title: 'Risks', words: 9 },
      { line: 15, depth: 3, title: 'Deep', words: 4 },
      { line: 20, depth: 2, title: 'Setext title', words: 2 },
    ]);
  });

  it('takes neither tables, rules nor unclosed fences for headings', () => {
    expect(readSections('a.md', '| a |\n|---|\n\n---\n\n- item\n---\n#hash\n~~~\n# x\n')).toEqual([]);
    expect(readSections('a.md', '````\n```\n# x\n````\n# y\r\nz')).toEqual([{ line: 5, depth: 1, title: 'y', words: 1 }]);
  });

  it('takes an underlined version for a heading, and an underlined list item for none', () => {
    expect(readSections('History.md', '5.2.1 / 2025-12-01\n=====\n* words here\n\n1. item\n---\n')).toEqual([{ line: 1, depth: 1, title: '5.2.1 / 2025-12-01', words: 4 }]);
  });

  it('reads reStructuredText by the order of its underlines', () => {
    const text = ['=====', 'Title', '=====', 'Some words.', '', 'Part', '----', 'Example::', '', '    code here', '', 'After it.', '', '.. note::', '', '   Directive text', '', 'Sub', '~~~', 'x', 'Next', '----', 'y'].join('\n');
    expect(readSections('doc.rst', text)).toEqual([
      { line: 2, depth: 1, title: 'Title', words: 7 },
      { line: 6, depth: 2, title: 'Part', words: 4 },
      { line: 18, depth: 3, title: 'Sub', words: 1 },
      { line: 21, depth: 2, title: 'Next', words: 1 },
    ]);
  });

  it('reads AsciiDoc', () => {
    const text = '= Title\n:toc:\nIntro here.\n\n== Part\n[source,sh]\n----\n== not\n----\nMore words now.\n';
    expect(readSections('doc.adoc', text)).toEqual([{ line: 1, depth: 1, title: 'Title', words: 5 }, { line: 5, depth: 2, title: 'Part', words: 3 }]);
  });

  it('reads nothing else', () => {
    expect(readSections('a.txt', '# a')).toBeUndefined();
    expect(readSections('constructor', '# a')).toBeUndefined();
    expect(readSections('empty.md', '')).toEqual([]);
  });

  it('survives hostile files', () => {
    expect(readSections('a.md', '['.repeat(200_000))).toEqual([]);
    expect(readSections('a.md', '![]('.repeat(100_000))).toEqual([]);
    expect(readSections('a.md', '<!--'.repeat(100_000))).toEqual([]);
    expect(readSections('a.md', '# a\n'.repeat(20_000))).toHaveLength(20_000);
    expect(readSections('a.rst', 'a\n=\n'.repeat(20_000))).toEqual([]);
  });

  it('never throws, and its lines are where the titles stand', () => {
    const piece = fc.constantFrom('# ', '## ', '```', '---\n', '===\n', '\n', 'word ', '[a](b)', '<!-- ', '-->', '| ', '    ', '- ', '.. ', '::\n');
    const texts = fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 50 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom('a.md', 'a.rst', 'a.adoc'), texts, (path, text) => {
        const lines = text.split('\n').length;
        for (const section of readSections(path, text) ?? []) {
          expect(section.line).toBeGreaterThanOrEqual(1);
          expect(section.line).toBeLessThanOrEqual(lines);
          expect(section.words).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('readOwners', () => {
  it('reads patterns with users, teams and addresses, comments and lines without owners', () => {
    const text = '# all\n*  @acme/core\n/src/prompts/ @ann bob@acme.test # reviewers\n/docs/\n/a\\ b/ @x not-an-owner\n\\#odd @y\n';
    expect(readOwners('.github/CODEOWNERS', text)).toEqual([
      { line: 2, pattern: '*', owners: ['@acme/core'] },
      { line: 3, pattern: '/src/prompts/', owners: ['@ann', 'bob@acme.test'] },
      { line: 4, pattern: '/docs/', owners: [] },
      { line: 5, pattern: '/a b/', owners: ['@x'] },
      { line: 6, pattern: '#odd', owners: ['@y'] },
    ]);
  });

  it("gives lines of a GitLab section the section's owners", () => {
    expect(readOwners('.gitlab/CODEOWNERS', '* @all\n[Prompts][2] @acme/ml\nprompts/\nevals/ @eve @@maintainer\n^[Docs]\ndocs/\n')).toEqual([
      { line: 1, pattern: '*', owners: ['@all'] },
      { line: 3, pattern: 'prompts/', owners: ['@acme/ml'] },
      { line: 4, pattern: 'evals/', owners: ['@eve', '@@maintainer'] },
      { line: 6, pattern: 'docs/', owners: [] },
    ]);
  });

  it('reads it only where a host looks for it', () => {
    expect(['CODEOWNERS', 'docs/CODEOWNERS'].map((path) => readOwners(path, '* @a')?.length)).toEqual([1, 1]);
    expect(['src/CODEOWNERS', 'CODEOWNERS.md', 'a/.github/CODEOWNERS'].map((path) => readOwners(path, '* @a'))).toEqual([undefined, undefined, undefined]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readOwners('CODEOWNERS', text)).toEqual(readOwners('CODEOWNERS', text));
    }));
  });
});
