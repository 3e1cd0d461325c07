/** Builds dist/ from src/ and rules/ (code, compiled catalogue, grammars, licences), then schemas/ and docs/practices/. The same input gives the same bytes. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { rolldown } from 'rolldown';
import licensePlugin from 'rollup-plugin-license';

// The package's types describe its CommonJS shape, in which the plugin is the module itself.
const licenses = licensePlugin as unknown as (options: object) => Plugin;

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

rmSync(dist, { recursive: true, force: true });
await bundle();
for (const script of ['grammars', 'catalogue', 'schemas', 'docs']) run(`${root}scripts/${script}.ts`);

/** Unminified, so that what runs in users' workflows can be reviewed. */
async function bundle(): Promise<void> {
  const build = await rolldown({
    input: { action: `${root}src/action.ts`, cli: `${root}src/cli.ts`, worker: `${root}src/signals/worker.ts` },
    platform: 'node',
    // Its UMD build cannot be bundled as a module.
    resolve: { alias: { 'jsonc-parser': `${root}node_modules/jsonc-parser/lib/esm/main.js` } },
    plugins: [
      licenses({
        thirdParty: {
          output: { file: `${dist}/LICENSES.txt` },
          allow: { test: '(MIT OR ISC OR BSD-2-Clause OR BSD-3-Clause OR Apache-2.0 OR 0BSD OR Unlicense OR BlueOak-1.0.0)', failOnUnlicensed: true, failOnViolation: true },
        },
      }),
    ],
    onLog(level, log, next) {
      // An import that stays unresolved would only fail on the user's machine.
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
      if (level === 'warn' && log.code === 'CIRCULAR_DEPENDENCY') return;
      next(level, log);
    },
  });
  await build.write({ dir: dist, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-chunk.js', sourcemap: false, minify: false });
  await build.close();
  const cli = `${dist}/cli.js`;
  const code = readFileSync(cli, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(cli, `#!/usr/bin/env node\n${code}`);
  writeFileSync(`${dist}/package.json`, '{"type":"module"}\n');
  // What was found by another program is not found again by this one.
  const program = readdirSync(dist).filter((name) => name.endsWith('.js')).sort().map((name) => readFileSync(`${dist}/${name}`, 'utf8'));
  writeFileSync(`${dist}/program.sha256`, `${createHash('sha256').update(program.join('\0')).digest('hex')}\n`);
}

function run(script: string): void {
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} failed`);
}
