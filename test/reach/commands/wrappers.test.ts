import { describe, expect, it } from 'vitest';
import { endsOf, NOTHING } from './repository.ts';

describe('programs that only start another one', () => {
  it.each([
    'npx acme eval', 'npx -y acme eval', 'npx --yes -p @acme/cli acme eval', 'npx acme@latest eval', 'npx -- acme eval', 'npx -c "acme eval"', 'npm exec -- acme eval', 'npm exec acme eval', 'npm x acme eval',
    'pnpm dlx acme@1.2.3 eval', 'pnpm exec acme eval', 'pnpm acme eval', 'pnpx acme eval', 'yarn acme eval', 'yarn run acme eval', 'yarn dlx acme eval', 'yarn dlx -p @acme/cli acme eval', 'bunx acme eval', 'bun x acme eval', 'bun run acme eval',
    'uv run acme eval', 'uv run --with acme-sdk --extra dev acme eval', 'uv run --frozen -- acme eval', 'uv run -m acme eval', 'uv run python -m acme eval', 'uvx acme eval', 'uvx --from acme-sdk acme eval', 'uvx "acme[all]==1.2" eval',
    'uv tool run acme eval', 'pipx run acme eval', 'poetry run acme eval', 'pipenv run acme eval', 'pdm run acme eval', 'hatch run acme eval', 'rye run acme eval', 'conda run -n env acme eval', 'python -m acme eval', 'python3.12 -W ignore -m acme eval',
    'poetry run python -m acme eval', 'python -m coverage run -m acme eval', 'coverage run -m acme eval',
    'time acme eval', 'timeout 10m acme eval', 'timeout -k 5 --signal=KILL 10m acme eval', 'env A=b acme eval', 'env -i A=b acme eval', 'sudo -E acme eval', 'sudo -u bob acme eval', 'nice -n 5 acme eval', 'nohup acme eval', 'exec acme eval', 'command acme eval',
    'xvfb-run -a acme eval', "xvfb-run -s '-screen 0' acme eval", 'dotenv -e .env -- acme eval', 'dotenvx run -f .env -- acme eval', 'doppler run -p x -- acme eval', 'doppler run --command "acme eval"', 'op run --env-file=.env -- acme eval',
    'infisical run --env=prod -- acme eval', 'cross-env A=b C=d acme eval', 'docker compose run --rm -e A=b app acme eval', 'docker-compose exec -T app acme eval', 'docker exec -it app acme eval', 'docker run --rm -v $PWD:/x -w /x image:tag acme eval',
    'kubectl exec -it pod -- acme eval', 'wait-for-it db:5432 -t 30 -- acme eval', './wait-for-it.sh db:5432 -- acme eval', 'bundle exec acme eval', 'mise exec -- acme eval', 'opentelemetry-instrument acme eval',
    'find . | xargs -n 1 acme eval', 'node_modules/.bin/acme eval', '.venv/bin/acme eval', '.venv/bin/python -m acme eval', 'bash -c "acme eval"', "sh -ec 'acme eval'", 'npx --no-install timeout 5 acme eval', 'npx tsx node_modules/acme/bin/acme.js eval',
  ])('%s', (text) => {
    expect(endsOf(text, NOTHING).filter((end) => end.effect === 'eval').map((end) => [end.tool, end.argv])).toEqual([['acme', ['acme', 'eval']]]);
  });

  it('knows a tool by the name of the package that is fetched', () => {
    expect(endsOf('npx @acme/cli@1.0.0 eval -c x', NOTHING)[0]).toMatchObject({ effect: 'eval', tool: 'acme', argv: ['@acme/cli', 'eval', '-c', 'x'] });
  });

  it('knows a program by the name of its image', () => {
    expect(endsOf('docker run --rm -v $PWD:/x ghcr.io/acme/acme:1.2 eval -c x', NOTHING)[0]).toMatchObject({ effect: 'eval', tool: 'acme', argv: ['acme', 'eval', '-c', 'x'] });
  });

  it('leaves a wrapper that starts nothing', () => {
    expect(endsOf('docker compose run app', NOTHING)[0]).toMatchObject({ effect: 'other', argv: ['docker', 'compose', 'run', 'app'] });
  });
});
