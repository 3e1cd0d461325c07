import { expect, test } from 'vitest';
import { attributesOf } from '../../src/snapshot/attributes.ts';
import { firstParty } from '../../src/snapshot/first-party.ts';

const none = attributesOf(new Map());

test.each([
  'app.py', 'src/vendors/a.ts', 'src/features/vendor/page.tsx', 'app/models/vendor/a.rb', 'vendor.py', 'build/release.py', 'out/a.py', 'scripts/dist.py', 'src/distance/a.py',
  'admin.js', 'src/mini.js', 'locks.py', 'block.json', 'src/bundle.js', 'pods/a.yaml', 'src/designer.cs', 'package.json', 'go.mod',
])('first-party: %s', (path) => {
  expect(firstParty(path, none)).toBe(true);
});

test.each([
  'node_modules/x/index.js', 'web/node_modules/x/index.js', 'vendor/github.com/a/b.go', 'services/api/vendor/a.go', 'src/vendor/jquery.js', 'app/static/vendor/a.js', 'third_party/a.c',
  'bower_components/a.js', '.venv/lib/a.py', 'venv/a.py', 'lib/python3.12/site-packages/a.py', 'ios/Pods/a.m', 'acme-1.0.dist-info/METADATA',
  'static/app.min.js', 'static/app-min.js', 'static/app.min.css', 'static/app.bundle.js', 'static/app.js.map', 'dist/index.js', 'packages/a/dist/index.d.ts',
  'package-lock.json', 'web/yarn.lock', 'pnpm-lock.yaml', 'poetry.lock', 'uv.lock', 'Cargo.lock', 'go.sum', 'Gemfile.lock', 'composer.lock', 'src/packages.lock.json', 'deno.lock',
  'api/chat_pb2.py', 'api/chat_pb2_grpc.py', 'api/chat.pb.go', 'Forms/Main.Designer.cs', 'obj/Main.g.cs', 'api/client.generated.ts',
])('not first-party: %s', (path) => {
  expect(firstParty(path, none)).toBe(false);
});

test('what .gitattributes says comes first, in both directions', () => {
  const attributes = attributesOf(
    new Map([
      [
        '.gitattributes',
        [
          '*.gen.ts linguist-generated', '/api/** linguist-generated=true', 'api/hand.ts -linguist-generated', 'vendor/own/** linguist-vendored=false',
          'dist/*.js linguist-generated=false', '"with space.py" linguist-vendored', 'a.py text eol=lf linguist-vendored diff=python', 'a.py !linguist-vendored', 'folder/ linguist-vendored',
          '[attr]macro linguist-vendored', 'plain.py text', 'other.py linguist-language=Java', 'crlf.py linguist-vendored\r',
        ],
      ],
      ['sub/.gitattributes', ['*.gen.ts -linguist-generated', '/local.ts linguist-vendored']],
    ]),
  );
  const is = (path: string): boolean => firstParty(path, attributes);
  expect(['x.gen.ts', 'deep/x.gen.ts', 'api/a.ts', 'api/b/c.ts', 'with space.py', 'sub/local.ts', 'dist/deep/a.js', 'vendor/a.js', 'crlf.py'].filter(is)).toEqual([]);
  const yes = ['api/hand.ts', 'vendor/own/a.go', 'dist/a.js', 'a.py', 'folder/a.py', 'sub/x.gen.ts', 'sub/deep/y.gen.ts', 'local.ts', 'sub/deep/local.ts', 'plain.py', 'other.py', 'src/api/a.ts'];
  expect(yes.filter(is)).toEqual(yes);
});

test('saying that a file is not vendored does not make it less generated', () => {
  const attributes = attributesOf(new Map([['.gitattributes', ['vendor/** -linguist-vendored']]]));
  expect(firstParty('vendor/a.go', attributes)).toBe(true);
  expect(firstParty('vendor/a.pb.go', attributes)).toBe(false);
});
