import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import type { FileSignals } from '../../src/domain/signals.ts';
import { neighboursOf } from '../../src/signals/neighbours.ts';
import { CATALOGUE } from './code/read.ts';
import { createCodeReader } from '../../src/signals/code/index.ts';

const catalogue: Catalogue = {
  ...CATALOGUE,
  tools: [{ id: 'acme', name: 'Acme', categories: ['llm-sdk'], packages: { go: ['go.acme.test/llm'], cargo: ['acme'] }, imports: { jvm: ['test.acme'], dotnet: ['Acme'], php: ['Acme'], ruby: ['acme'] } }],
};
const reader = createCodeReader(catalogue);

/** The files that are to be parsed beside those that use the tool. */
function beside(files: Readonly<Record<string, string>>): string[] {
  const signals = Object.entries(files).map(([path, source]): FileSignals => ({ file: { path, size: 1, role: 'main', firstParty: true }, code: reader.scan(path, new TextEncoder().encode(source)).code }));
  return [...neighboursOf(signals, catalogue)].sort();
}

test.each<[string, Record<string, string>, string[]]>([
  ['Java', {
    'src/main/java/shop/llm/User.java': 'package shop.llm;\nimport test.acme.Client;', 'src/main/java/shop/llm/Beside.java': 'package shop.llm;',
    'src/main/java/shop/Caller.java': 'package shop;\nimport shop.llm.User;', 'src/main/java/shop/Far.java': 'package shop;\nimport java.util.List;',
  }, ['src/main/java/shop/Caller.java', 'src/main/java/shop/llm/Beside.java']],
  ['C#', { 'a/User.cs': 'using Acme;\nnamespace Shop.Llm;', 'b/Inside.cs': 'namespace Shop.Llm.Tests;', 'c/Caller.cs': 'using Shop.Llm;\nnamespace Web;', 'd/Far.cs': 'using System;\nnamespace Web.Far;' }, ['b/Inside.cs', 'c/Caller.cs']],
  ['Go', { 'internal/llm/user.go': 'package llm\nimport "go.acme.test/llm"', 'internal/llm/beside.go': 'package llm', 'web/page.go': 'package web\nimport "shop.test/internal/llm"', 'far/far.go': 'package far\nimport "os"' }, ['internal/llm/beside.go', 'web/page.go']],
  ['Rust', { 'src/llm.rs': 'use acme::Client;', 'src/web.rs': 'use crate::llm::ask;', 'src/far.rs': 'use std::env;' }, ['src/web.rs']],
  ['Ruby', { 'lib/llm.rb': "require 'acme'", 'app/page.rb': "require_relative '../lib/llm'", 'app/far.rb': "require 'json'" }, ['app/page.rb']],
  ['PHP', { 'src/Llm/User.php': '<?php\nnamespace App\\Llm;\nuse Acme\\Client;', 'src/Web/Page.php': '<?php\nnamespace App\\Web;\nuse App\\Llm\\User;', 'src/Far.php': '<?php\nnamespace App;' }, ['src/Web/Page.php']],
])('%s: what shares a package with a user of a model, or imports it', (_, files, expected) => {
  expect(beside(files)).toEqual(expected);
});

test('imports for all files of a project', () => {
  expect(beside({ 'app/GlobalUsings.cs': 'global using Acme;', 'app/web/Page.cs': 'namespace Web;', 'other/Far.cs': 'namespace Far;' })).toEqual(['app/web/Page.cs']);
});

test('the package at the root', () => {
  expect(beside({ 'main.go': 'package main\nimport "go.acme.test/llm"', 'main_test.go': 'package main', 'far/far.go': 'package far' })).toEqual(['main_test.go']);
});

test('a package of very many files is not read for the sake of one', () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`p/f${index}.go`, `package p${index === 0 ? '\nimport "go.acme.test/llm"' : ''}`]));
  expect(beside(files)).toEqual([]);
});
