/**
 * Small constructors for Markdown trees. The serializer escapes Markdown; what it does not know of (mentions, issue references, HTML in
 * summaries) is made harmless here, as names and excerpts come from a tree that may be hostile.
 */
import type { Html, InlineCode, Link, List, Paragraph, PhrasingContent, RootContent, Strong, Table, Text } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { AuditResult } from '../domain/result.ts';
import { place, plain } from './words.ts';

type Inline = PhrasingContent | string;

/** A zero-width space after `@`, `#` and `GH-` keeps GitHub from notifying people and linking issues. */
const harmless = (value: string): string => plain(value).replace(/([@#])(?=[\w-])/g, '$1\u200b').replace(/\bGH-(?=\d)/gi, '$&\u200b').replace(/\b(https?|ftp):\/\//gi, '$1:\u200b//').replace(/\bwww\./gi, 'www\u200b.');

export const text = (value: string): Text => ({ type: 'text', value: harmless(value) });
export const code = (value: string): InlineCode => ({ type: 'inlineCode', value: plain(value).trim() || ' ' });
export const strong = (...children: Inline[]): Strong => ({ type: 'strong', children: inline(children) });
export const paragraph = (...children: Inline[]): Paragraph => ({ type: 'paragraph', children: inline(children) });
export const heading = (depth: 2 | 3 | 4, ...children: Inline[]): RootContent => ({ type: 'heading', depth, children: inline(children) });

export function list(ordered: boolean, items: readonly (readonly RootContent[])[]): List {
  return { type: 'list', ordered, spread: false, children: items.map((children) => ({ type: 'listItem', spread: false, children: [...children] as Paragraph[] })) };
}

export function table(head: readonly Inline[], rows: readonly (readonly (readonly Inline[])[])[]): Table {
  const row = (cells: readonly (readonly Inline[])[]) => ({ type: 'tableRow' as const, children: cells.map((children) => ({ type: 'tableCell' as const, children: inline([...children]) })) });
  return { type: 'table', align: [], children: [row(head.map((one) => [one])), ...rows.map(row)] };
}

/** A folded part. The title is ours; where it names something of the tree it is escaped as HTML. */
export function details(title: string, body: readonly RootContent[]): RootContent[] {
  return [html(`<details>\n<summary>${escapeHtml(harmless(title))}</summary>`), ...body, html('</details>')];
}

export function fenced(lang: string, value: string): RootContent {
  return { type: 'code', lang, value };
}

/** A place in the audited tree: a permalink where repository and commit are known. */
export function placeLink(at: { readonly path: string; readonly line?: number | undefined }, base: string | undefined): Link | InlineCode {
  const label = code(place(at));
  if (base === undefined) return label;
  return { type: 'link', url: `${base}/${encodePath(at.path)}${at.line === undefined ? '' : `#L${at.line}`}`, children: [label] };
}

/** `https://github.com/owner/name/blob/commit`, and the audited folder of the repository, for permalinks. A result may come from a stranger. */
export function permalinkBase(serverUrl: string | undefined, { repository, commit, prefix }: AuditResult['subject']): string | undefined {
  return serverUrl && /^[\w.-]+(?:\/[\w.-]+)+$/.test(repository ?? '') && /^[0-9a-f]{4,64}$/.test(commit ?? '') ? `${serverUrl}/${repository}/blob/${commit}${prefix ? `/${encodePath(prefix)}` : ''}` : undefined;
}

function encodePath(path: string): string {
  // A step upwards would lead out of the repository, to any page of the server.
  return path.split('/').filter((part) => part !== '.' && part !== '..').map(encodeURIComponent).join('/');
}

export function link(url: string, label: string): Link {
  return { type: 'link', url, children: [text(label)] };
}

export function serialize(children: readonly RootContent[]): string {
  return toMarkdown({ type: 'root', children: [...children] }, { extensions: [gfmTableToMarkdown({ tablePipeAlign: false })], bullet: '-', resourceLink: true });
}

function inline(children: readonly Inline[]): PhrasingContent[] {
  return children.map((one) => (typeof one === 'string' ? text(one) : one));
}

function html(value: string): Html {
  return { type: 'html', value };
}

function escapeHtml(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
