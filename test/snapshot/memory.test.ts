import { expect, test } from 'vitest';
import { memorySnapshot } from '../../src/snapshot/index.ts';

test('files given as text or bytes look like those of a disk', async () => {
  const snapshot = memorySnapshot({
    'b.py': 'ä',
    'tests/a.py': new Uint8Array([1, 2, 3]),
    '.gitattributes': '# b.py linguist-vendored\ngen/** linguist-generated',
    'gen/x.py': '',
    __proto__x: '1',
  });
  expect(snapshot.origin).toEqual({ kind: 'memory' });
  expect(snapshot.files).toEqual([
    { path: '.gitattributes', size: 50, role: 'main', firstParty: true },
    { path: '__proto__x', size: 1, role: 'main', firstParty: true },
    { path: 'b.py', size: 2, role: 'main', firstParty: true },
    { path: 'gen/x.py', size: 0, role: 'main', firstParty: false },
    { path: 'tests/a.py', size: 3, role: 'test', firstParty: true },
  ]);
  expect(new TextDecoder().decode(await snapshot.read('b.py'))).toBe('ä');
  expect([...(await snapshot.read('tests/a.py'))]).toEqual([1, 2, 3]);
  await expect(snapshot.read('c.py')).rejects.toThrow('c.py is not in this snapshot');
});
