import { describe, expect, test } from 'vitest';
import { code, file, imports, linked, pip, plain } from './support.ts';

const npm = (path: string, name: string) => file(path, { package: { line: 1, ecosystem: 'npm', name, private: true } });
/** What one file imports among others. */
function resolved(from: string, module: string, names: readonly string[], others: readonly string[]): readonly string[] {
  const rest = others.map((path) => (/\.(?:py|[jt]sx?|mjs|go|java|kt)$/.test(path) ? code(path) : file(path)));
  return [...(linked([code(from, { imports: [imports(module, ...names)] }), ...rest]).imports.get(from) ?? [])];
}

describe('Python modules', () => {
  test.each([
    ['absolute from the root', 'app/main.py', 'app.llm', ['chat'], ['app/llm.py'], ['app/llm.py']],
    ['a whole module', 'main.py', 'app.llm', ['*:app.llm'], ['app/llm.py'], ['app/llm.py']],
    ['a package by its __init__', 'main.py', 'app', ['chat'], ['app/__init__.py', 'app/llm.py'], ['app/__init__.py']],
    ['a submodule as a name', 'main.py', 'app', ['llm'], ['app/llm.py'], ['app/llm.py']],
    ['a submodule of a package that has an __init__', 'main.py', 'app', ['llm', 'x'], ['app/__init__.py', 'app/llm.py'], ['app/__init__.py', 'app/llm.py']],
    ['below src', 'src/acme_app/main.py', 'acme_app.llm', ['a'], ['src/acme_app/llm.py'], ['src/acme_app/llm.py']],
    ['below a folder that has a manifest', 'tools/run.py', 'core', ['a'], ['backend/core.py', 'backend/pyproject.toml'], ['backend/core.py']],
    ['in a service without a manifest, by its ending', 'services/chat/app/main.py', 'app.llm', ['a'], ['services/chat/app/llm.py', 'services/mail/app/llm.py'], ['services/chat/app/llm.py']],
    ['beside a script', 'services/chat/run.py', 'helpers', ['a'], ['services/chat/helpers.py', 'helpers.py'], ['services/chat/helpers.py']],
    ['relative', 'app/core/main.py', '.llm', ['a'], ['app/core/llm.py', 'app/llm.py'], ['app/core/llm.py']],
    ['relative upwards', 'app/core/main.py', '..llm', ['a'], ['app/core/llm.py', 'app/llm.py'], ['app/llm.py']],
    ['relative, a module as name', 'app/core/main.py', '.', ['llm'], ['app/core/llm.py'], ['app/core/llm.py']],
    ['relative, a package', 'app/main.py', '.core', ['a'], ['app/core/__init__.py'], ['app/core/__init__.py']],
    ['not relative out of the repository', 'main.py', '...llm', ['a'], ['llm.py'], []],
    ['not itself', 'providers/acme.py', 'acme', ['*:acme'], [], []],
    ['not a single name somewhere else', 'app/main.py', 'llm', ['a'], ['docs/snippets/llm.py'], []],
    ['not a sibling within a package', 'providers/azure.py', 'other', ['*:other'], ['providers/__init__.py', 'providers/other.py'], []],
    ['not a folder without an __init__', 'main.py', 'app', ['Agent'], ['app/llm.py'], []],
  ])('%s', (_, from, module, names, others, expected) => {
    expect(resolved(from, module, names, others)).toEqual(expected);
  });

  test('a guess gives way to a declared dependency, a source root does not', () => {
    const importer = code('providers/other.py', { imports: [imports('acme', '*:acme')] });
    expect(linked([importer, code('providers/acme.py')]).imports.has('providers/other.py')).toBe(true);
    expect(linked([importer, code('providers/acme.py'), pip('acme-llm')]).imports.has('providers/other.py')).toBe(false);
    expect(linked([importer, code('providers/acme.py'), pip('Acme')]).imports.has('providers/other.py')).toBe(false);
    expect(linked([importer, code('acme.py'), pip('acme-llm')]).imports.has('providers/other.py')).toBe(true);
  });
});

describe('TypeScript and JavaScript modules', () => {
  test.each([
    ['relative without an ending', 'src/a.ts', './llm', ['src/llm.ts', 'src/llm.js'], ['src/llm.ts']],
    ['relative, .js written for .ts', 'src/a.ts', './llm.js', ['src/llm.ts'], ['src/llm.ts']],
    ['relative, .mjs itself', 'src/a.mjs', './llm.mjs', ['src/llm.mjs'], ['src/llm.mjs']],
    ['relative, .ts written', 'src/a.ts', './llm.ts', ['src/llm.ts'], ['src/llm.ts']],
    ['a folder by its index', 'src/a.ts', '../lib/llm', ['lib/llm/index.tsx'], ['lib/llm/index.tsx']],
    ['a file whose name has a dot', 'src/a.ts', './llm.service', ['src/llm.service.ts'], ['src/llm.service.ts']],
    ['no code at all', 'src/a.ts', './prompt.md', ['src/prompt.md'], ['src/prompt.md']],
    ['@/ below src of the nearest package', 'web/app/a.ts', '@/lib/llm', ['web/package.json', 'web/src/lib/llm.ts', 'src/lib/llm.ts'], ['web/src/lib/llm.ts']],
    ['~/ below the package', 'web/app/a.ts', '~/lib/llm', ['web/package.json', 'web/lib/llm.ts'], ['web/lib/llm.ts']],
    ['@/ from the root, where no package is', 'app/a.ts', '@/lib/llm', ['lib/llm.ts'], ['lib/llm.ts']],
    ['a path from the base', 'src/a.ts', 'lib/llm', ['src/lib/llm.ts'], ['src/lib/llm.ts']],
    ['not out of the repository', 'a.ts', '../../llm', ['llm.ts'], []],
    ['not a package', 'src/a.ts', 'acme', ['src/acme.ts'], []],
    ['not a scoped package', 'src/a.ts', '@acme/llm', ['src/@acme/llm.ts'], []],
  ])('%s', (_, from, module, others, expected) => {
    expect(resolved(from, module, ['x'], others)).toEqual(expected);
  });

  test('a workspace package by its name, whole and with a path', () => {
    const links = linked([
      code('apps/web/a.ts', { imports: [imports('@acme/core', 'x'), imports('@acme/core/prompts', 'y'), imports('@acme/other', 'z')] }),
      npm('packages/core/package.json', '@acme/core'),
      code('packages/core/src/index.ts'),
      code('packages/core/src/prompts.ts'),
    ]);
    expect(plain(links.imports)).toEqual({ 'apps/web/a.ts': ['packages/core/src/index.ts', 'packages/core/src/prompts.ts'] });
    expect(plain(links.importedBy)).toEqual({ 'packages/core/src/index.ts': ['apps/web/a.ts'], 'packages/core/src/prompts.ts': ['apps/web/a.ts'] });
  });
});

test('Go packages by the path of their module, without tests', () => {
  const links = linked([
    file('svc/go.mod', { package: { line: 1, ecosystem: 'go', name: 'acme.test/svc', private: false } }),
    code('svc/main.go', { imports: [imports('acme.test/svc/internal/llm'), imports('acme.test/svcx/llm'), imports('fmt')] }),
    code('svc/internal/llm/a.go'), code('svc/internal/llm/b.go'), code('svc/internal/llm/a_test.go'), code('svc/llm/c.go'),
  ]);
  expect(plain(links.imports)).toEqual({ 'svc/main.go': ['svc/internal/llm/a.go', 'svc/internal/llm/b.go'] });
});

test('Java and Kotlin classes by package and name', () => {
  const links = linked([
    code('src/main/java/test/app/Main.java', { imports: [imports('test.app.llm.Client', 'Client'), imports('test.app.Chat.complete', 'complete'), imports('java.util.List', 'List')] }),
    code('src/main/java/test/app/llm/Client.java'), code('src/main/kotlin/test/app/Chat.kt'), code('src/main/java/other/llm/Client.java'), code('src/main/java/test/app/util/List.java'),
  ]);
  expect(plain(links.imports)).toEqual({ 'src/main/java/test/app/Main.java': ['src/main/java/test/app/llm/Client.java', 'src/main/kotlin/test/app/Chat.kt'] });
});
