import { expect, test } from 'vitest';
import type { SignalMemory } from '../../src/signals/index.ts';
import { createSignalMemory, readSignals } from '../../src/signals/index.ts';
import { memorySnapshot } from '../../src/snapshot/index.ts';
import { rules } from '../helpers/audit.ts';

const BASE = {
  'app/chat.py': 'from openai import OpenAI\nclient = OpenAI()\ndef answer(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[])\n',
  'app/main.py': 'from app.chat import answer\nprint(answer("x"))\n',
  'docs/a.md': '# A\n\nwords\n', 'evals/cases.jsonl': '{"question": "a"}\n',
};
const HEAD = { ...BASE, 'app/main.py': 'from app.chat import answer\nprint(answer("y"))\n', 'docs/b.md': '# A\n\nwords\n' };

/** Lists what had to be read. */
function counting(): { memory: SignalMemory; read: string[] } {
  const { scan, parse } = createSignalMemory();
  const read: string[] = [];
  const counted = <T extends typeof scan | typeof parse>(task: string, earlier: T): T => ({ ...earlier, keep: (...kept: Parameters<T['keep']>) => (read.push(`${task} ${kept[0].path}`), (earlier.keep as (...all: unknown[]) => void)(...kept)) });
  return { memory: { scan: counted('scan', scan), parse: counted('parse', parse) }, read };
}

test('a second tree gives the signals that it gives alone, and only what differs is read', async () => {
  const catalogue = await rules();
  const { memory, read } = counting();
  await readSignals(memorySnapshot(BASE), catalogue, { memory });
  read.length = 0;
  expect(await readSignals(memorySnapshot(HEAD), catalogue, { memory })).toEqual(await readSignals(memorySnapshot(HEAD), catalogue));
  expect(read.sort()).toEqual(['parse app/main.py', 'scan app/main.py', 'scan docs/b.md']);
});

test('what the tree says of a file is taken from the tree', async () => {
  const catalogue = await rules();
  const memory = createSignalMemory();
  await readSignals(memorySnapshot(BASE), catalogue, { memory });
  const vendored = { ...BASE, '.gitattributes': 'app/* linguist-vendored\n' };
  expect(await readSignals(memorySnapshot(vendored), catalogue, { memory })).toEqual(await readSignals(memorySnapshot(vendored), catalogue));
});
