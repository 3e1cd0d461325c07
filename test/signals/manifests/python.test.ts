import { describe, expect, test } from 'vitest';
import { readManifest } from '../../../src/signals/manifests/index.ts';
import { dependenciesOf, lines } from './reading.ts';

describe('pyproject.toml', () => {
  test('the standard tables', () => {
    const text = lines(`
      [build-system]
      requires = ["hatchling"]

      [project]
      name = "acme-bot"
      version = "0.1.0"
      keywords = ["bot"]
      dependencies = [
        "Acme_LLM[async,extra]>=1.2, <2 ; python_version > '3.9'",  # the model
        # "acme-old>=1",
        "acme.trace @ git+https://user:secret@acme.test/trace.git",
      ]

      [project.optional-dependencies]
      dev = ["acme-eval==1.0"]
      rag = [
        "acme-vectors~=3.0",
      ]

      [project.scripts]
      bot = "acme_bot.cli:main"

      [dependency-groups]
      test = ["acme-check", {include-group = "other"}]
      other = ["acme-more"]
    `);
    expect(dependenciesOf('pyproject.toml', text)).toEqual([
      '9 pypi acme-llm >=1.2,<2 runtime',
      '11 pypi acme-trace - runtime',
      '15 pypi acme-eval ==1.0 dev',
      '17 pypi acme-vectors ~=3.0 optional',
      '24 pypi acme-check - dev',
      '25 pypi acme-more - optional',
    ]);
    expect(readManifest('pyproject.toml', text)?.package).toStrictEqual({
      line: 5,
      ecosystem: 'pypi',
      name: 'acme-bot',
      version: '0.1.0',
      keywords: ['bot'],
      private: false,
      commands: { bot: 'acme_bot.cli:main' },
    });
  });

  test('Poetry: tables, groups, lists of constraints, dotted keys', () => {
    const text = lines(`
      [tool.poetry]
      name = "acme-bot"
      description = """
      [tool.poetry.dependencies]
      not-a-key = "1"
      """
      dependencies = { "quoted.name" = "^1" }

      [tool.poetry.dev-dependencies]
      acme-check = "*"

      [tool.poetry.group.main.dependencies]
      python = "^3.11"
      acme-llm = {version = "^4", optional = true}
      acme-core.version = "2"
      acme-multi = [
        {version = "1", python = "<3.9"},
        {version = "2"},
      ]

      [tool.poetry.group.test]
      dependencies.acme-eval = "1"
      [tool.poetry.group.rag.dependencies]
      acme-vectors = "3"

      [tool.poetry.scripts]
      bot = { reference = "bot.py", type = "file" }
      chat = "acme:chat"
    `);
    expect(dependenciesOf('pyproject.toml', text)).toEqual([
      '7 pypi quoted-name ^1 runtime',
      '10 pypi acme-check * dev',
      '14 pypi acme-llm ^4 optional',
      '15 pypi acme-core 2 runtime',
      '16 pypi acme-multi 1 runtime',
      '22 pypi acme-eval 1 dev',
      '24 pypi acme-vectors 3 optional',
    ]);
    expect(readManifest('pyproject.toml', text)?.package).toMatchObject({ line: 2, name: 'acme-bot', commands: { bot: 'bot.py', chat: 'acme:chat' } });
  });

  test('uv, PDM and Hatch', () => {
    const text = lines(`
      [tool.uv]
      dev-dependencies = ["acme-check>=1"]
      [tool.uv.workspace]
      members = ["packages/*"]
      [tool.pdm.dev-dependencies]
      lint = ["acme-lint"]
      [tool.hatch.envs.default]
      dependencies = ["acme-eval"]
      [tool.hatch.envs.docs]
      extra-dependencies = ["acme-docs"]
    `);
    expect(dependenciesOf('pyproject.toml', text)).toEqual(['2 pypi acme-check >=1 dev', '6 pypi acme-lint - dev', '8 pypi acme-eval - dev', '10 pypi acme-docs - dev']);
    expect(readManifest('pyproject.toml', text)?.package).toStrictEqual({ line: 1, ecosystem: 'pypi', private: true, workspaces: ['packages/*'] });
  });

  test.each([
    ['a classifier', '[project]\nname = "x"\nclassifiers = ["Private :: Do Not Upload"]', true],
    ['package-mode', '[tool.poetry]\nname = "x"\npackage-mode = false', true],
    ['uv without package', '[project]\nname = "x"\n[tool.uv]\npackage = false', true],
    ['nothing of the kind', '[project]\nname = "x"\n[tool.uv]\npackage = true', false],
  ])('private by %s', (_, text, expected) => {
    expect(readManifest('pyproject.toml', text)?.package?.private).toBe(expected);
  });

  test('one that only configures tools describes no package', () => {
    expect(readManifest('pyproject.toml', '[tool.ruff]\nline-length = 100')).toStrictEqual({ dependencies: [], notes: [] });
  });

  test('a broken file gives the parser\'s line, and what stands before the fault', () => {
    const text = '[project]\nname = "x"\ndependencies = ["acme-llm"]\n\n[tool.broken\nx = 1\n';
    expect(readManifest('pyproject.toml', text)).toStrictEqual({
      dependencies: [{ line: 3, ecosystem: 'pypi', name: 'acme-llm', scope: 'runtime' }],
      package: { line: 2, ecosystem: 'pypi', name: 'x', private: false },
      notes: [{ code: 'unreadable-toml', path: 'pyproject.toml', line: 5, says: 'pyproject.toml is not valid TOML: illegal character in key' }],
    });
  });

  test('a list that is never closed is cut off where it begins', () => {
    const signals = readManifest('pyproject.toml', '[project]\nname = "x"\ndependencies = [\n  "acme-llm",\n\n[tool.x]\ny = 1\n');
    expect(signals?.package?.name).toBe('x');
    expect(signals?.notes.map((note) => note.code)).toEqual(['unreadable-toml']);
  });
});

describe('requirements files', () => {
  test('every notation', () => {
    const text = lines(`
      # acme-old==1
      -r base.txt
      -c constraints.txt
      --index-url https://user:secret@acme.test/simple
      Acme_LLM[async]==1.2.3 ; python_version >= "3.9"  # the model
      acme-core>=1,<2 --hash=sha256:abc
      acme-long==1 \\
          --hash=sha256:abc \\
          --hash=sha256:def
      acme-url @ https://acme.test/acme.whl
      -e git+https://acme.test/edit.git#egg=acme_edit[x]
      git+ssh://git@acme.test/plain.git@main#egg=acme-plain&subdirectory=py
      git+https://acme.test/nameless.git
      ./local
      acme (>=3)
      two words
    `);
    expect(dependenciesOf('requirements.txt', text)).toEqual([
      '5 pypi acme-llm ==1.2.3 runtime',
      '6 pypi acme-core >=1,<2 runtime',
      '7 pypi acme-long ==1 runtime',
      '10 pypi acme-url - runtime',
      '11 pypi acme-edit - runtime',
      '12 pypi acme-plain - runtime',
      '15 pypi acme >=3 runtime',
    ]);
  });

  test.each([
    ['requirements.txt', 'runtime'],
    ['requirements-dev.txt', 'dev'],
    ['requirements_test.txt', 'dev'],
    ['dev-requirements.txt', 'dev'],
    ['requirements/base.txt', 'runtime'],
    ['api/requirements/tests.txt', 'dev'],
    ['requirements.in', 'runtime'],
    ['requirements-device.txt', 'runtime'],
  ])('%s is %s', (path, scope) => {
    expect(dependenciesOf(path, 'acme')).toEqual([`1 pypi acme - ${scope}`]);
  });

  test('of a compiled file only what a requirements file or the project asks for', () => {
    const text = lines(`
      #
      # This file is autogenerated by pip-compile with Python 3.12
      #
      acme-llm==1.0
          # via -r requirements.in
      acme-http==2.0
          # via
          #   -c constraints.txt
          #   acme-llm
      acme-core==3.0  # via acme-bot (pyproject.toml)
      acme-old==4.0   # via acme-core
      acme-bare==5.0
    `);
    expect(dependenciesOf('requirements.txt', text)).toEqual(['4 pypi acme-llm ==1.0 runtime', '10 pypi acme-core ==3.0 runtime', '12 pypi acme-bare ==5.0 runtime']);
  });

  test.each([['constraints.txt'], ['requirements/constraints.txt'], ['requirements/common-constraints.txt']])('%s only limits versions', (path) => {
    expect(dependenciesOf(path, 'acme==1')).toEqual([]);
  });
});

describe('setup.cfg', () => {
  test('lists under their keys', () => {
    const text = lines(`
      [metadata]
      name = acme-bot
      version = attr: acme_bot.__version__
      keywords = bot, chat
      [options]
      install_requires =
          acme-llm>=1; python_version > "3.8"
          # acme-old
          acme-core  # comment
      setup_requires = acme-build
      [options.extras_require]
      test = acme-check
      rag =
          acme-vectors
      [options.entry_points]
      console_scripts =
          bot = acme_bot:main
      [flake8]
      install_requires = no
    `);
    expect(dependenciesOf('setup.cfg', text)).toEqual([
      '7 pypi acme-llm >=1 runtime',
      '9 pypi acme-core - runtime',
      '10 pypi acme-build - dev',
      '12 pypi acme-check - dev',
      '14 pypi acme-vectors - optional',
    ]);
    expect(readManifest('setup.cfg', text)?.package).toStrictEqual({
      line: 2, ecosystem: 'pypi', name: 'acme-bot', keywords: ['bot', 'chat'], private: false, commands: { bot: 'acme_bot:main' },
    });
  });

  test('one that only configures tools', () => {
    expect(readManifest('setup.cfg', '[flake8]\nmax-line-length = 100\n')).toStrictEqual({ dependencies: [], notes: [] });
  });
});

describe('setup.py', () => {
  test('literal lists, also behind a name, without what is commented out or computed', () => {
    const text = lines(`
      from setuptools import setup
      # install_requires=["acme-old"],
      """ install_requires=["acme-older"] """
      REQUIRES = [
          "acme-llm>=1",
          'acme-core'  # "acme-no"
          '>=2',
          # "acme-commented",
          f"acme-{version}",
          read("requirements.txt"),
      ] + ["acme-ignored"]
      setup(
          name="acme-bot",
          version=get_version(),
          install_requires=REQUIRES,
          extras_require={"dev": ["acme-check"], "rag": ("acme-vectors==1",)},
          tests_require=["acme-test"],
          entry_points={"console_scripts": ["bot=acme_bot:main"], "other": ["x=y"]},
      )
    `);
    expect(dependenciesOf('setup.py', text)).toEqual([
      '5 pypi acme-llm >=1 runtime',
      '6 pypi acme-core >=2 runtime',
      '16 pypi acme-check - dev',
      '16 pypi acme-vectors ==1 optional',
      '17 pypi acme-test - dev',
    ]);
    expect(readManifest('setup.py', text)?.package).toStrictEqual({ line: 13, ecosystem: 'pypi', name: 'acme-bot', private: false, commands: { bot: 'acme_bot:main' } });
  });

  test('a dictionary passed to setup', () => {
    expect(dependenciesOf('setup.py', 'import setuptools\nsetuptools.setup(**{"install_requires": ["acme-llm"]})')).toEqual(['2 pypi acme-llm - runtime']);
  });

  test('a module called setup.py that packages nothing', () => {
    expect(readManifest('app/setup.py', 'install_requires = ["acme"]\nname = "x"')).toStrictEqual({ dependencies: [], notes: [] });
  });
});

describe('Pipfile', () => {
  test('packages, dev-packages and categories', () => {
    const text = lines(`
      [[source]]
      url = "https://acme.test/simple"
      [packages]
      acme-llm = "*"
      acme-git = {git = "https://acme.test/x.git", ref = "main"}
      # acme-old = "*"
      [dev-packages]
      acme-check = {version = "==1", extras = ["x"]}
      [rag]
      acme-vectors = "1"
      [requires]
      python_version = "3.12"
    `);
    expect(dependenciesOf('Pipfile', text)).toEqual(['4 pypi acme-llm * runtime', '5 pypi acme-git - runtime', '8 pypi acme-check ==1 dev', '10 pypi acme-vectors 1 optional']);
  });
});

describe('environment.yml', () => {
  test('conda packages and the list for pip', () => {
    const text = lines(`
      name: acme
      channels: [conda-forge]
      dependencies:
        - python=3.11
        - pip
        - conda-forge::acme_core=1.2=h1
        - acme-numbers >=1.20
        # - acme-old
        - pip:
            - acme-llm[x]==1.0
            - -r requirements.txt
            - acme-url @ https://acme.test/x.whl
    `);
    for (const path of ['environment.yml', 'ml/environment-dev.yaml', 'conda.yml']) {
      expect(dependenciesOf(path, text)).toEqual([
        '6 pypi acme-core =1.2=h1 runtime',
        '7 pypi acme-numbers >=1.20 runtime',
        '10 pypi acme-llm ==1.0 runtime',
        '12 pypi acme-url - runtime',
      ]);
    }
  });

  test('aliases are not followed', () => {
    expect(dependenciesOf('environment.yml', 'x: &x [acme]\ndependencies: *x\n')).toEqual([]);
  });

  test('a broken file gives a note and what was read', () => {
    expect(readManifest('environment.yml', 'dependencies:\n  - acme\n  - "open\n')).toMatchObject({
      dependencies: [{ line: 2, name: 'acme' }, { line: 3, name: 'open' }],
      notes: [{ code: 'unreadable-yaml', path: 'environment.yml', line: 4 }],
    });
  });
});
