import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROLES } from '../../src/domain/snapshot.ts';
import { roleOf } from '../../src/snapshot/roles.ts';

test.each([
  // Main is what is left.
  ['main', 'app.py'], ['main', 'src/app.ts'], ['main', 'Makefile'], ['main', 'package.json'], ['main', 'notebooks/chat.ipynb'], ['main', 'benchmarks/speed.py'],
  ['main', '.github/workflows/test.yml'], ['main', '.github/copilot-instructions.md'], ['main', '.github/workflows/evals/x.yml'],
  // Whole names, not substrings.
  ['main', 'src/contest/latest.py'], ['main', 'src/retrieval/medieval.py'], ['main', 'src/attest.go'], ['main', 'src/Contests/A.cs'], ['main', 'docsearch/a.ts'],
  ['main', 'src/inspect.ts'], ['main', 'packages/test-runner/a.ts'], ['main', 'src/testing.py'], ['main', 'src/democracy/a.py'], ['main', 'playwright.config.ts'],
  // Tests by folder.
  ['test', 'test/a.py'], ['test', 'tests/unit/a.py'], ['test', 'src/__tests__/a.js'], ['test', 'spec/models/a.rb'], ['test', 'e2e/login.ts'], ['test', 'Tests/a.py'],
  ['test', 'integration-tests/a.py'], ['test', 'unit_tests/a.py'], ['test', 'Acme.Chat.Tests/Usings.cs'], ['test', 'ChatIntegrationTests/Usings.cs'],
  ['test', 'src/test/java/com/acme/Helper.java'], ['test', 'pkg/testdata/a.json'], ['test', 'tests/__snapshots__/a.snap'],
  // Tests by file name.
  ['test', 'src/test_chat.py'], ['test', 'src/chat_test.py'], ['test', 'conftest.py'], ['test', 'pkg/chat_test.go'], ['test', 'src/chat.test.ts'], ['test', 'src/chat.spec.tsx'],
  ['test', 'src/chat.test.mjs'], ['test', 'src/ChatTest.java'], ['test', 'src/ChatTests.cs'], ['test', 'src/ChatIT.java'], ['test', 'lib/chat_spec.rb'], ['test', 'a/ChatTest.php'],
  ['test', 'run.bats'], ['test', 'src/test_eval.py'], ['main', 'src/Test.java'], ['main', 'src/test.py'],
  // Evaluations.
  ['eval', 'evals/run.py'], ['eval', 'eval/a.py'], ['eval', 'evaluation/metrics.py'], ['eval', 'src/evaluations/a.ts'], ['eval', 'rag_evaluation/a.py'], ['eval', 'llm-evals/a.py'],
  ['eval', 'evals-ts/a.ts'], ['eval', 'src/evaluators/judge.py'], ['eval', 'tests/evals/a.py'], ['eval', 'evals/tests/a.py'], ['eval', 'evals/README.md'], ['eval', 'docs/evals/a.md'],
  ['eval', 'src/chat.eval.ts'], ['eval', 'scripts/run_evals.py'], ['eval', 'evaluate.py'], ['eval', 'rag_eval.py'], ['eval', 'eval_prompts.yaml'], ['main', 'src/eval.go'], ['main', 'evaluator.py'],
  // Examples.
  ['example', 'examples/chat/app.py'], ['example', 'example/app.py'], ['example', 'samples/a.cs'], ['example', 'demo/app.py'], ['example', 'demos/app.py'], ['example', 'cookbook/rag.ipynb'],
  ['example', 'examples/docs/a.py'], ['example', 'examples/README.md'], ['example', 'code-samples/a.py'], ['test', 'examples/tests/a.py'], ['example', 'examples/x/.github/workflows/ci.yml'],
  // Package names below a JVM source root are not folders of that meaning.
  ['main', 'src/main/java/com/example/demo/DemoApplication.java'], ['main', 'service/src/main/kotlin/com/example/test/App.kt'], ['example', 'examples/a/src/main/java/com/acme/App.java'],
  ['test', 'src/test/java/com/example/demo/Setup.java'], ['test', 'src/main/java/com/example/AppTest.java'],
  // Documents.
  ['docs', 'README.md'], ['docs', 'src/chat/README.md'], ['docs', 'docs/conf.py'], ['docs', 'doc/a.txt'], ['docs', 'website/docs/a.tsx'], ['docs', 'AGENTS.md'], ['docs', 'guide.rst'],
  ['main', 'prompts/system.md'], ['main', 'src/prompts/chat/system.md'], ['main', 'system_prompts/a.md'], ['main', 'src/a.prompt.md'], ['docs', 'docs/prompts/a.md'], ['main', 'requirements.txt'],
  // Skeletons of other repositories.
  ['template', '{{cookiecutter.slug}}/app.py'], ['template', '{{cookiecutter.slug}}/.github/workflows/ci.yml'], ['template', '{{ name }}/tests/test_a.py'],
  ['template', 'skeleton/__project_name__/app.py'], ['template', 'skeleton/__name__/app.py'], ['template', 'generator/app.py.jinja'], ['template', 'generator/pyproject.toml.tmpl'],
  ['main', 'src/__init__.py'], ['main', 'src/__main__.py'], ['main', 'charts/chat/templates/deployment.yaml'], ['main', 'charts/chat/templates/_helpers.tpl'], ['main', 'app/templates/index.html'],
  ['main', 'ansible/app.conf.j2'], ['main', 'prompts/system.jinja2'], ['main', 'prompts/system.txt.j2'], ['main', 'infra/user_data.sh.tpl'],
] as const)('%s: %s', (role, path) => {
  expect(roleOf(path)).toBe(role);
});

test('any path has a role', () => {
  fc.assert(fc.property(fc.string(), (path) => ROLES.includes(roleOf(path))));
});
