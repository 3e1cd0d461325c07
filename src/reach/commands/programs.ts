/**
 * What well-known programs do, by their leading words. Words of an entry that begin with `-` may stand anywhere in the command; the entry with
 * the most words wins. Products that belong to generative AI are in the tool catalogue, never here.
 */
import type { Effect } from '../../domain/reach.ts';

type Rows = Readonly<Partial<Record<Effect, readonly string[]>>>;

export const PROGRAMS: Rows = {
  install: [
    'npm ci', 'npm install', 'npm i', 'npm add', 'npm update', 'npm clean-install', 'npm rebuild', 'pnpm install', 'pnpm i', 'pnpm add', 'pnpm update', 'pnpm fetch', 'yarn install', 'yarn add', 'yarn up',
    'yarn upgrade', 'yarn global', 'bun install', 'bun i', 'bun add', 'deno install', 'deno cache', 'corepack enable', 'corepack prepare', 'corepack install',
    'pip install', 'pip3 install', 'pip download', 'pip-sync', 'pipx install', 'uv sync', 'uv add', 'uv pip', 'uv lock', 'uv venv', 'uv tool install', 'uv python install', 'poetry install', 'poetry add',
    'poetry lock', 'poetry update', 'pipenv install', 'pipenv sync', 'pdm install', 'pdm sync', 'pdm add', 'rye sync', 'hatch env create', 'conda install', 'conda env', 'conda create',
    'mamba install', 'mamba env', 'micromamba install', 'pixi install', 'easy_install', 'venv', 'virtualenv', 'ensurepip', 'nvm install', 'nvm use', 'pyenv install', 'mise install', 'asdf install',
    'go mod', 'go get', 'go install', 'cargo install', 'cargo fetch', 'rustup', 'bundle install', 'gem install', 'composer install', 'composer require', 'dotnet restore', 'dotnet tool install', 'dotnet tool restore',
    'dotnet workload', 'nuget restore', 'mvn dependency:go-offline', 'mvn dependency:resolve', 'apt-get install', 'apt install', 'apt-get update', 'apt update', 'apk add', 'brew install', 'brew bundle', 'yum install', 'dnf install',
    'choco install', 'winget install', 'snap install', 'playwright install', 'playwright install-deps', 'terraform init', 'tofu init', 'helm repo', 'helm dependency', 'docker pull', 'git lfs',
  ],
  lint: [
    'ruff', 'ruff check', 'ruff format', 'flake8', 'pylint', 'black', 'isort', 'mypy', 'pyright', 'basedpyright', 'pyre', 'ty', 'ty check', 'pydocstyle', 'pycodestyle', 'pyflakes', 'autoflake', 'vulture', 'codespell', 'interrogate',
    'yapf', 'docformatter', 'deptry', 'eslint', 'prettier', 'biome', 'oxlint', 'standard', 'xo', 'stylelint', 'tslint', 'tsc --noEmit', 'vue-tsc --noEmit', 'tsgo --noEmit', 'svelte-check', 'astro check', 'knip', 'depcheck', 'dprint', 'commitlint', 'publint', 'attw',
    'markdownlint', 'markdownlint-cli2', 'remark', 'cspell', 'typos', 'vale', 'deno lint', 'deno fmt', 'deno check', 'pre-commit run', 'prek run', 'lint-staged', 'next lint', 'ng lint', 'nx lint', 'expo lint', 'yamllint', 'actionlint', 'shellcheck', 'shfmt',
    'hadolint', 'spectral', 'redocly lint', 'buf lint', 'sqlfluff', 'gofmt', 'goimports', 'go vet', 'go fmt', 'golangci-lint', 'staticcheck', 'revive', 'cargo clippy', 'cargo fmt', 'cargo check', 'rustfmt',
    'rubocop', 'standardrb', 'phpstan', 'psalm', 'php-cs-fixer', 'phpcs', 'pint', 'dotnet format', 'ktlint', 'detekt', 'mvn checkstyle:check', 'mvn spotless:check', 'gradle spotlessCheck', 'gradle lint', 'gradle ktlintCheck', 'gradle detekt', 'gradle checkstyleMain',
    'terraform fmt', 'terraform validate', 'tofu fmt', 'tofu validate', 'tflint', 'helm lint', 'helm template', 'kubeconform', 'kubeval', 'kube-linter', 'ansible-lint', 'cfn-lint', 'sam validate', 'bicep lint', 'az bicep lint', 'docker compose config', 'twine check', 'lychee', 'editorconfig-checker',
  ],
  build: [
    'tsc', 'vue-tsc', 'tsgo', 'tsup', 'tsdown', 'vite build', 'next build', 'nuxt build', 'astro build', 'remix build', 'webpack', 'rollup', 'rolldown', 'esbuild', 'parcel build', 'swc', 'babel', 'ncc build', 'ng build', 'react-scripts build', 'expo export',
    'vercel build', 'docusaurus build', 'storybook build', 'bun build', 'deno compile', 'build', 'uv build', 'poetry build', 'pdm build', 'hatch build', 'rye build', 'flit build', 'maturin build', 
    'mkdocs build', 'sphinx-build', 'jupyter-book build', 'docker build', 'docker buildx build', 'docker buildx bake', 'docker compose build', 'docker-compose build', 'podman build', 'buildah bud', 'kaniko', 'pack build', 'az acr build', 'go build', 'go generate', 'cargo build', 'cargo doc',
    'mvn compile', 'mvn package', 'mvn install', 'gradle assemble', 'gradle jar', 'gradle bootJar', 'gradle compileJava', 'gradle classes', 'dotnet build', 'dotnet publish', 'dotnet pack', 'msbuild', 'bazel build', 'cmake', 'helm package', 'terraform plan', 'tofu plan', 'pulumi preview',
    'cdk synth', 'cdk diff', 'sam build', 'az bicep build', 'bicep build', 'buf generate', 'protoc', 'packer build', 'npm pack', 'pnpm pack', 'gem build', 'serverless package', 'kustomize build', 'gcloud builds submit', 'setup.py', 'az deployment group what-if', 'az deployment sub what-if', 'az deployment group validate', 'az deployment sub validate',
  ],
  publish: [
    'npm publish', 'pnpm publish', 'yarn publish', 'yarn npm publish', 'bun publish', 'lerna publish', 'nx release', 'changeset publish', 'semantic-release', 'release-it', 'np', 'jsr publish', 'deno publish', 'vsce publish', 'ovsx publish', 'twine upload',
    'uv publish', 'poetry publish', 'pdm publish', 'hatch publish', 'rye publish', 'flit publish', 'maturin publish', 'maturin upload', 'anaconda upload', 'docker push', 'docker compose push', 'docker-compose push', 'docker build --push', 'docker buildx build --push',
    'docker buildx bake --push', 'docker buildx imagetools create', 'podman push', 'buildah push', 'skopeo copy', 'crane push', 'crane copy', 'oras push', 'ko build', 'jib', 'mvn jib:build', 'gradle jib', 'cargo publish', 'cargo release', 'gem push', 'gh release create', 'gh release upload', 'glab release create',
    'goreleaser release', 'goreleaser', 'mvn deploy', 'mvn release:perform', 'gradle publish', 'gradle publishToMavenCentral', 'gradle publishPlugins', 'gradle publishToSonatype', 'dotnet nuget push', 'nuget push', 'helm push', 'composer publish', 'mkdocs gh-deploy', 'mike deploy', 'gh-pages', 'setup.py upload',
    'docusaurus deploy', 'aws ecr put-image', 'python-semantic-release publish', 'eas submit', 'fastlane',
  ],
  deploy: [
    'kubectl apply', 'kubectl create', 'kubectl replace', 'kubectl set image', 'kubectl rollout restart', 'kubectl patch', 'oc apply', 'oc rollout latest', 'helm upgrade', 'helm install', 'helmfile apply', 'helmfile sync', 'kapp deploy', 'kustomize apply', 'werf converge',
    'terraform apply', 'tofu apply', 'terragrunt apply', 'terragrunt run-all apply', 'pulumi up', 'pulumi update', 'azd up', 'azd deploy', 'azd provision', 'az webapp deploy', 'az webapp deployment source', 'az webapp up', 'az webapp config container set',
    'az functionapp deployment source', 'az functionapp deploy', 'func azure functionapp publish', 'az containerapp up', 'az containerapp update', 'az containerapp create', 'az containerapp job update', 'az containerapp compose create', 'az container create', 'swa deploy', 'az aks command invoke', 
    'az deployment group create', 'az deployment sub create', 'az deployment mg create', 'az deployment tenant create', 'az stack group create', 'az stack sub create', 
    'gcloud run deploy', 'gcloud beta run deploy', 'gcloud run jobs deploy', 'gcloud run jobs update', 'gcloud run services replace', 'gcloud run services update', 'gcloud app deploy', 'gcloud functions deploy', 'gcloud deploy releases create', 'gcloud compute instances update-container',
    'firebase deploy', 'aws cloudformation deploy', 'aws cloudformation create-stack', 'aws cloudformation update-stack', 'aws ecs update-service', 'aws ecs deploy', 'aws lambda update-function-code', 'aws lambda publish-version', 'aws deploy create-deployment', 'aws apprunner start-deployment', 'aws elasticbeanstalk update-environment',
    'ecs deploy', 'ecs-deploy', 'copilot deploy', 'copilot svc deploy', 'eb deploy', 'cdk deploy', 'cdktf deploy', 'sam deploy', 'chalice deploy', 'zappa deploy', 'zappa update', 'serverless deploy', 'sls deploy', 'sst deploy', 'amplify publish', 'vercel deploy', 'vercel --prod', 'vercel promote', 'vc --prod', 'netlify deploy',
    'fly deploy', 'flyctl deploy', 'railway up', 'railway redeploy', 'render deploys create', 'heroku container:release', 'wrangler deploy', 'wrangler publish', 'wrangler pages deploy', 'deployctl deploy', 'dokku', 'kamal deploy', 'cap production deploy', 'argocd app sync', 'argocd app set', 'flux reconcile', 'docker stack deploy', 'docker service update',
    'ansible-playbook', 'skaffold run', 'skaffold deploy', 'tilt ci', 'nomad job run', 'nomad run', 'waypoint up', 'garden deploy', 'porter apply', 'doctl apps create-deployment', 'doctl apps update', 'cf push', 'supabase functions deploy', 'supabase db push', 'databricks bundle deploy', 'dbx deploy', 'prefect deploy', 'dagster-cloud serverless deploy', 'eas update',
  ],
  rollback: [
    'kubectl rollout undo', 'oc rollout undo', 'oc rollback', 'helm rollback', 'argocd app rollback', 'kubectl argo rollouts undo', 'kubectl argo rollouts abort', 'az webapp deployment slot swap', 'az functionapp deployment slot swap', 'az containerapp revision activate', 'az containerapp ingress traffic set',
    'gcloud run services update-traffic', 'gcloud app services set-traffic', 'aws ecs update-service --rollback', 'aws deploy stop-deployment --auto-rollback-enabled', 'aws lambda update-alias', 'aws cloudformation rollback-stack', 'aws cloudformation cancel-update-stack', 'git revert', 'fly releases rollback', 'flyctl releases rollback',
    'vercel rollback', 'netlify rollback', 'wrangler rollback', 'heroku rollback', 'heroku releases:rollback', 'docker service rollback', 'docker service update --rollback', 'kamal rollback', 'nomad job revert', 'serverless rollback', 'sls rollback', 'firebase hosting:rollback', 'cap production deploy:rollback', 'copilot svc rollback', 'railway rollback',
  ],
  scan: [
    'trivy', 'grype', 'syft', 'snyk', 'semgrep', 'opengrep', 'codeql', 'pip-audit', 'safety', 'bandit', 'npm audit', 'pnpm audit', 'yarn audit', 'yarn npm audit', 'bun audit', 'audit-ci', 'better-npm-audit', 'osv-scanner', 'govulncheck', 'gosec', 'cargo audit', 'cargo deny', 'bundle-audit', 'bundler-audit', 'brakeman',
    'dotnet list package --vulnerable', 'mvn dependency-check:check', 'mvn org.owasp:dependency-check-maven:check', 'dependency-check', 'gitleaks', 'trufflehog', 'detect-secrets', 'detect-secrets-hook', 'ggshield', 'checkov', 'tfsec', 'terrascan', 'kics', 'kubescape', 'zizmor', 'dockle', 'docker scout', 'zap-baseline.py', 'zap-full-scan.py',
    'nuclei', 'sonar-scanner', 'cdxgen', 'cyclonedx-py', 'cyclonedx-npm', 'license-checker', 'pip-licenses', 'licensee', 'reuse lint', 'scancode', 'cosign verify', 'scorecard', 'clamscan', 'uv audit', 'composer audit', 'anchore-cli', 'bearer scan', 'poutine',
  ],
  notify: ['slack-notify', 'slackcat', 'sendmail', 'mail', 'mailx', 'gh issue create', 'gh issue comment', 'gh pr comment', 'glab mr note', 'aws sns publish', 'ntfy publish', 'apprise', 'pd event'],
};

/** What a request to a known place does: parts of a URL or of the variable that holds it, lower case. */
export const REQUESTS: readonly (readonly [part: string, effect: Effect])[] = [
  ['hooks.slack.com', 'notify'], ['slack.com/api/chat.postmessage', 'notify'], ['slack_webhook', 'notify'], ['discord.com/api/webhooks', 'notify'], ['discord_webhook', 'notify'], ['webhook.office.com', 'notify'],
  ['teams_webhook', 'notify'], ['events.pagerduty.com', 'notify'], ['api.opsgenie.com', 'notify'], ['api.telegram.org', 'notify'], ['ntfy.sh', 'notify'], ['open.feishu.cn', 'notify'],
  ['api.render.com/deploy', 'deploy'], ['api.vercel.com/v1/integrations/deploy', 'deploy'], ['deploy_hook', 'deploy'], ['deploy_webhook', 'deploy'],
];

/** Programs that deploy when they run on another machine, and only start something here otherwise. */
export const REMOTE_DEPLOYS: readonly string[] = [
  'docker compose up', 'docker-compose up', 'docker run', 'docker restart', 'systemctl restart', 'systemctl reload', 'service', 'supervisorctl restart', 'pm2 restart', 'pm2 reload', 'pm2 start', 'git pull', 'git reset',
];

/** Files that a program reads without being told, in the folder that it runs in. */
export const DEFAULT_FILES: Readonly<Record<string, readonly string[]>> = {
  terraform: ['*.tf', '*.tfvars'], tofu: ['*.tf', '*.tfvars'], terragrunt: ['terragrunt.hcl', '*.tf'], azd: ['azure.yaml', 'azure.yml', 'infra/**'], pulumi: ['Pulumi.yaml', 'Pulumi.yml', '__main__.py', 'index.ts'],
  cdk: ['cdk.json'], sam: ['template.yaml', 'template.yml', 'samconfig.toml'], serverless: ['serverless.{yml,yaml,ts}'], sls: ['serverless.{yml,yaml,ts}'], skaffold: ['skaffold.yaml'], helmfile: ['helmfile.yaml'],
  fly: ['fly.toml'], flyctl: ['fly.toml'], wrangler: ['wrangler.{toml,json,jsonc}'], vercel: ['vercel.json'], netlify: ['netlify.toml'], railway: ['railway.{toml,json}'], kamal: ['config/deploy.yml'], firebase: ['firebase.json'],
  'docker build': ['Dockerfile'], 'docker buildx': ['Dockerfile'], 'docker compose': ['{docker-,}compose.{yml,yaml}'], 'docker-compose': ['{docker-,}compose.{yml,yaml}'], goreleaser: ['.goreleaser.{yml,yaml}'],
  'semantic-release': ['.releaserc*', 'release.config.*'], 'pre-commit': ['.pre-commit-config.yaml'], databricks: ['databricks.yml'], swa: ['staticwebapp.config.json', 'swa-cli.config.json'],
};

/** Those of them that read their folder whatever else they are given. */
export const READS_FOLDER: ReadonlySet<string> = new Set(['terraform', 'tofu', 'terragrunt', 'azd', 'pulumi']);

/** Options that choose the folder that a program works in. */
export const FOLDER_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  terraform: ['-chdir'], tofu: ['-chdir'], terragrunt: ['--terragrunt-working-dir', '--working-dir'], azd: ['-C', '--cwd'], pulumi: ['-C', '--cwd'], wrangler: ['--cwd'], vercel: ['--cwd'],
};
