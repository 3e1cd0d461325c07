import { describe, expect, it } from 'vitest';
import { endsOf, linesOf, NOTHING, worldOf } from './repository.ts';

describe('well-known programs', () => {
  it.each([
    ['install', ['npm ci', 'npm install -g x', 'pnpm install --frozen-lockfile', 'yarn', 'yarn install --immutable', 'pip install -r r.txt', 'python -m pip install x', 'uv sync --all-extras', 'poetry install', 'apt-get install -y jq', 'sudo apt-get install jq', 'go mod download', 'bundle install', 'dotnet restore', 'playwright install', 'terraform init']],
    ['lint', ['ruff check .', 'ruff format --check', 'eslint .', 'npx eslint .', 'mypy src', 'tsc --noEmit', 'npx tsc --noEmit -p .', 'black --check .', 'pre-commit run --all-files', 'golangci-lint run', 'cargo clippy', 'uv run ruff check', 'npx @biomejs/biome lint', 'terraform fmt -check', 'helm lint charts/x']],
    ['build', ['tsc', 'tsc -p .', 'vite build', 'docker build -t x .', 'docker buildx build .', 'docker compose build', 'cargo build --release', 'go build ./...', 'python -m build', 'uv build', 'mvn -B package', './gradlew assemble', 'dotnet build', 'terraform plan', 'python setup.py sdist']],
    ['publish', ['npm publish', 'npm publish --access public', 'twine upload dist/*', 'python -m twine upload dist/*', 'docker push x', 'docker buildx build --push .', 'docker buildx build . --push', 'cargo publish', 'gh release create v1', 'mvn -B deploy', 'mvn clean deploy -DskipTests', 'gradle publish', 'gem push x.gem', 'dotnet nuget push x', 'helm push x oci://y', 'npx semantic-release', 'uv publish', 'poetry publish --build']],
    ['deploy', ['kubectl apply -f k8s/', 'kubectl -n prod apply -f -', 'kubectl set image deploy/x x=y', 'helm upgrade --install x y', 'helm --kube-context c install x y', 'terraform apply -auto-approve', 'terraform -chdir=infra apply', 'pulumi up --yes', 'azd up', 'azd deploy --no-prompt', 'azd provision', 'az webapp deploy -n x', 'az containerapp up', 'az containerapp update -n x', 'az deployment group create -g x', 'az deployment sub create -l x', 'gcloud run deploy x', 'gcloud --quiet run deploy x', 'gcloud app deploy', 'aws cloudformation deploy', 'aws ecs update-service --force-new-deployment', 'cdk deploy --all', 'npx cdk deploy', 'sam deploy', 'serverless deploy', 'npx serverless deploy --stage prod', 'vercel deploy', 'vercel --prod --token=x', 'fly deploy', 'flyctl deploy --remote-only', 'railway up', 'netlify deploy --prod', 'wrangler deploy', 'argocd app sync x', 'docker stack deploy x', 'ansible-playbook x.yml', 'skaffold run', 'ssh host "cd /app && docker compose pull && docker compose up -d"', 'ssh -i key -p 22 u@h docker compose up -d', 'DOCKER_HOST=ssh://h docker compose up -d', 'curl -X POST "$RENDER_DEPLOY_HOOK"', 'curl https://api.render.com/deploy/x']],
    ['rollback', ['kubectl rollout undo deploy/x', 'helm rollback x 1', 'argocd app rollback x', 'az webapp deployment slot swap -n x', 'gcloud run services update-traffic x', 'git revert HEAD', 'vercel rollback', 'fly releases rollback']],
    ['scan', ['trivy image x', 'semgrep ci', 'codeql database analyze', 'pip-audit', 'npm audit --audit-level=high', 'gitleaks detect', 'bandit -r src', 'uvx pip-audit']],
    ['notify', ['curl -X POST https://hooks.slack.com/services/x', 'curl -d x "$SLACK_WEBHOOK_URL"', 'curl -d x ${{ secrets.SLACK_WEBHOOK_URL }}', 'gh issue create -t x']],
    ['test', ['pytest', 'python -m pytest', 'python -m unittest discover', 'vitest run', 'npx jest', 'mocha', 'node --test', 'playwright test', 'go test ./...', 'cargo test', 'mvn test', 'mvn -B verify', './mvnw clean verify', 'gradle test', './gradlew :app:check', 'gradlew.bat build', 'dotnet test', 'bundle exec rspec', 'rake spec', 'vendor/bin/phpunit', 'bun test', 'deno test', 'python manage.py test']],
    ['other', ['curl https://example.test', 'docker compose up -d', 'git push', 'npm publish --dry-run', 'kubectl apply --dry-run=client -f x', 'helm upgrade --dry-run x y', 'npm run missing', 'make missing', 'python missing.py', 'pytest --collect-only', 'mvn verify -DskipTests', 'gh pr view', '__proto__ x', 'constructor', 'npm', 'npm run']],
  ])('%s', (effect, texts) => {
    expect(texts.map((text) => [text, endsOf(text, NOTHING).map((end) => end.effect).filter((one) => one !== 'other' || effect === 'other')])).toEqual(texts.map((text) => [text, [effect]]));
  });

  it('names the files that they read', () => {
    const world = worldOf({ 'infra/main.tf': '', 'infra/prod.tfvars': '', 'Dockerfile': 'FROM x', 'k8s/a.yaml': '', 'k8s/b/c.yaml': '', 'azure.yaml': '', 'infra/mod/x.tf': '', 'app/x.py': '' });
    expect(linesOf(endsOf('terraform -chdir=infra apply\ncd infra; terraform apply -var-file=prod.tfvars; cd ..\nkubectl apply -f k8s/\ndocker build .\ndocker build -f other/Dockerfile .\nazd up', world))).toEqual([
      'deploy: terraform -chdir=infra apply [infra/main.tf, infra/prod.tfvars]',
      'deploy: terraform apply -var-file=prod.tfvars [infra/main.tf, infra/prod.tfvars]',
      'deploy: kubectl apply -f k8s/ [k8s/a.yaml, k8s/b/c.yaml]',
      'build: docker build . [Dockerfile]',
      'build: docker build -f other/Dockerfile .',
      'deploy: azd up [azure.yaml, infra/main.tf, infra/mod/x.tf, infra/prod.tfvars]',
    ]);
  });
});

describe('test runners', () => {
  const world = worldOf({
    'tests/test_a.py': '', 'tests/b_test.py': '', 'tests/conftest.py': '', 'tests/deep/test_c.py': '', 'evals/test_quality.py': '', 'evals/run.py': '', '.tox/test_x.py': '', 'build/test_y.py': '', 'tests/data/x.json': '',
    'src/a.test.ts': '', 'src/b.spec.tsx': '', 'src/__tests__/c.js': '', 'e2e/login.spec.ts': '', 'e2e/login.eval.ts': '', 'vitest.config.ts': '', 'src/pick_test.ts': '', 'test/m.js': '', 'src/node-test.mjs': '',
    'pkg/x_test.go': '', 'pkg/sub/y_test.go': '', 'main_test.go': '', 'main.go': '', 'crate/tests/it.rs': '', 'crate/src/lib.rs': '', 'crate/Cargo.toml': '',
    'app/src/test/java/x/ATest.java': '', 'app/src/test/java/x/AIT.java': '', 'app/src/test/java/x/Helper.java': '', 'app/src/main/java/x/Test.java': '', 'X.Tests/FooTests.cs': '', 'X/Foo.cs': '', 'spec/a_spec.rb': '', 'tests/ATest.php': '',
  }, {}, {
    'e2e/login.spec.ts': { code: { language: 'typescript', parsed: false, imports: [{ line: 1, module: '@playwright/test', names: [] }], calls: [], constants: [], settings: [], comparisons: [], loops: [], definitions: [], texts: [], paths: [] } },
    'src/a.test.ts': { code: { language: 'typescript', parsed: false, imports: [{ line: 1, module: 'vitest', names: [] }], calls: [], constants: [], settings: [], comparisons: [], loops: [], definitions: [], texts: [], paths: [] } },
  });

  it.each([
    ['pytest', ['evals/test_quality.py', 'tests/b_test.py', 'tests/deep/test_c.py', 'tests/test_a.py']],
    ['pytest -x tests', ['tests/b_test.py', 'tests/deep/test_c.py', 'tests/test_a.py']],
    ['pytest -m slow -k "a or b" --maxfail 1 tests/deep', ['tests/deep/test_c.py']],
    ['pytest tests --ignore tests/deep --ignore=tests/b_test.py', ['tests/test_a.py']],
    ['pytest tests/test_a.py::TestX::test_y', ['tests/test_a.py']],
    ['pytest evals/run.py', ['evals/run.py']],
    ['pytest tests/test_*.py', ['tests/test_a.py']],
    ['pytest missing', []],
    ['pytest $DIR', []],
    ['cd tests && pytest', ['tests/b_test.py', 'tests/deep/test_c.py', 'tests/test_a.py']],
    ['python -m pytest tests/deep', ['tests/deep/test_c.py']],
    ['python -m unittest discover -s tests/deep', ['tests/deep/test_c.py']],
    ['python -m unittest tests.test_a.Case.test_x', ['tests/test_a.py']],
    ['vitest run', ['src/a.test.ts', 'src/b.spec.tsx']],
    ['vitest run src/a', ['src/a.test.ts']],
    ['vitest --config vitest.config.ts -t "x" b.spec', ['src/b.spec.tsx', 'vitest.config.ts']],
    ['vitest --dir src', ['src/a.test.ts', 'src/b.spec.tsx']],
    ['jest', ['src/__tests__/c.js', 'src/b.spec.tsx']],
    ['playwright test', ['e2e/login.spec.ts', 'src/b.spec.tsx']],
    ['mocha', ['test/m.js']],
    ['mocha "src/**/*.spec.tsx"', ['src/b.spec.tsx']],
    ['node --test', ['src/node-test.mjs', 'src/pick_test.ts', 'test/m.js']],
    ['node --test test/m.js', ['test/m.js']],
    ['bun test pick', ['src/pick_test.ts']],
    ['go test ./...', ['main_test.go', 'pkg/sub/y_test.go', 'pkg/x_test.go']],
    ['go test -v -run TestX ./pkg', ['pkg/x_test.go']],
    ['go test ./pkg/...', ['pkg/sub/y_test.go', 'pkg/x_test.go']],
    ['go test', ['main_test.go']],
    ['go test github.com/acme/x', []],
    ['cargo test --manifest-path crate/Cargo.toml', ['crate/tests/it.rs']],
    ['mvn test', ['app/src/test/java/x/ATest.java']],
    ['mvn test -Dtest=AIT,x.A*#asks,!Missing', ['app/src/test/java/x/AIT.java', 'app/src/test/java/x/ATest.java']],
    ['mvn test "-Dtest=*er"', ['app/src/test/java/x/Helper.java']],
    ['mvn test -Dtest=!ATest,!Helper', ['app/src/test/java/x/AIT.java']],
    ['mvn -B clean verify', ['app/src/test/java/x/AIT.java', 'app/src/test/java/x/ATest.java']],
    ['./gradlew :app:check', ['app/src/test/java/x/AIT.java', 'app/src/test/java/x/ATest.java', 'app/src/test/java/x/Helper.java']],
    ['dotnet test', ['X.Tests/FooTests.cs']],
    ['rspec', ['spec/a_spec.rb']],
    ['phpunit', ['tests/ATest.php']],
  ])('%s', (text, files) => {
    expect(endsOf(text, world).map((end) => [end.effect, [...end.files]])).toEqual([['test', [...files].sort()]]);
  });

  it('keeps the tool that the catalogue knows the runner as', () => {
    expect(linesOf(endsOf('pytest tests/deep', world))).toEqual(['test tester: pytest tests/deep [tests/deep/test_c.py]']);
  });
});
