/** Compresses the tree-sitter runtime and grammars into dist/grammars/. The same packages give the same bytes. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const target = fileURLToPath(new URL('../dist/grammars/', import.meta.url));

const RUNTIME = 'web-tree-sitter';
const GRAMMARS = '@vscode/tree-sitter-wasm';
const TERRAFORM = '@tree-sitter-grammars/tree-sitter-hcl';

/** Name in dist/grammars/ → file under node_modules/. Grammars that no reader uses yet are here so that a new one needs no new build. */
const FILES: Readonly<Record<string, string>> = {
  runtime: `${RUNTIME}/web-tree-sitter.wasm`,
  ...Object.fromEntries(
    ['bash', 'c-sharp', 'go', 'java', 'javascript', 'php', 'python', 'ruby', 'rust', 'tsx', 'typescript'].map((name) => [
      name,
      `${GRAMMARS}/wasm/tree-sitter-${name}.wasm`,
    ]),
  ),
  terraform: `${TERRAFORM}/tree-sitter-terraform.wasm`,
};

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const [name, file] of Object.entries(FILES)) writeFileSync(`${target}${name}.wasm.br`, compress(readFileSync(`${modules}${file}`)));
writeFileSync(`${target}LICENSES.txt`, [RUNTIME, GRAMMARS, TERRAFORM].map(licence).join('\n'));

function compress(bytes: Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

/** The licence text of a package under its name, version and the files that come from it. */
function licence(name: string): string {
  const { version, license } = JSON.parse(readFileSync(`${modules}${name}/package.json`, 'utf8')) as { version: string; license: string };
  const files = Object.entries(FILES)
    .filter(([, file]) => file.startsWith(`${name}/`))
    .map(([file]) => `${file}.wasm.br`);
  return [`${name} ${version} (${license})`, `Files: ${files.join(', ')}`, '', readFileSync(`${modules}${name}/LICENSE`, 'utf8').trim(), ''].join('\n');
}
