import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A rules folder that is right in every way: tests change one file of it. */
export const GOOD: Readonly<Record<string, string>> = {
  'kind.yaml': 'kinds:\n  - kind: none\n    says: nothing was found\n',
  'models.yaml': "names: ['^acme-']\ndated: ['-\\d{8}$']\nwords: [acme]\n",
  'tools/llm-sdk.yaml': '- id: acme\n  name: Acme\n  categories: [llm-sdk]\n  packages: { npm: [acme] }\n  calls: ["*.ask"]\n',
  'practices/usage/llm-usage.yaml': [
    'id: llm-usage',
    'area: usage',
    'title: Calls a model',
    'says: Code calls a model.',
    'why: Without it there is nothing to operate.',
    'max: present',
    'present:',
    '  tool:',
    '    id: [acme]',
    '    shows: [call]',
    'how: { says: Call one., effort: small }',
    '',
  ].join('\n'),
  'maturity/house.yaml': [
    'id: house',
    'title: House model',
    'says: Two steps.',
    'sources: { memo: { title: A memo } }',
    'levels:',
    '  - level: 1',
    '    name: First',
    '    says: It begins.',
    '    capabilities:',
    '      - { id: calls, says: It calls a model., required: true, shown: files, needs: { practice: llm-usage }, source: memo }',
    '',
  ].join('\n'),
};

/** Writes a rules folder that lives as long as the test; a file given as `null` is left out. */
export async function rulesFolder(changes: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'genaiops-rules-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, 'rules');
  await mkdir(folder);
  for (const [name, text] of Object.entries({ ...GOOD, ...changes })) {
    if (text === null) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
