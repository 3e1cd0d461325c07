/** Names that templating languages bring along, or that only address the loop. */
const NOT_VARIABLES = new Set([
  'this', 'else', 'loop', 'true', 'false', 'null', 'none', 'not', 'and', 'or', 'in', 'is', 'if', 'endif', 'for', 'endfor', 'each', 'with', 'unless',
  'role', 'media', 'raw', 'endraw', 'ctx', '_', 'super', 'caller', 'range', 'True', 'False', 'None',
]);

/** Linear: every alternative begins with its own opening and holds no nested repetition of unbounded length. */
const PLACEHOLDER = new RegExp(
  [
    String.raw`\{\{\{?[-~]?\s{0,8}(?<mustache>[^{}"'\n][^{}\n]{0,200}?)\s{0,8}[-~]?\}\}\}?`, // {{x}}  {{#each x}}  {{$x}}
    String.raw`\{%[-+]?\s{0,8}(?<tag>[^%\n]{1,200}?)\s{0,8}[-+]?%\}`, // {% for a in x %}
    String.raw`\$\{(?<dollar>[A-Za-z_]\w{0,80}(?:\.\w{1,80}){0,5})\}`, // ${x}
    String.raw`%\{(?<percent>[A-Za-z_]\w{0,80})\}`, // %{x}
    String.raw`<<(?<chevron>[A-Za-z_]\w{0,80})>>`, // <<x>>
    String.raw`(?<![\w}{$%\\])\{(?<brace>[A-Za-z_]\w{0,80})(?:\.\w{1,80}|\[\w{1,80}\]){0,5}\}(?!\})`, // {x}
  ].join('|'),
  'g',
);

/**
 * The named variables that something fills, in order of appearance, by their first name: `{{ user.name }}` is `user`. Names that the
 * template binds itself (loops, `set`) are left out, and so is `${HOME}` in capitals, which is a shell's.
 */
export function variablesIn(text: string, braces: 'single' | 'double' = 'single'): string[] {
  const found = new Set<string>();
  const bound = new Set<string>();
  // Where `{%` is in use, as in formats with double braces, a single brace is text.
  const single = braces === 'single' && !text.includes('{%');
  for (const { groups } of text.matchAll(PLACEHOLDER)) {
    if (!groups) continue;
    const names = groups.mustache !== undefined ? mustacheNames(groups.mustache) : groups.tag !== undefined ? tagNames(groups.tag, bound) : [shellless(groups.dollar) ?? groups.percent ?? groups.chevron ?? (single ? (groups.brace ?? '') : '')];
    for (const name of names) {
      const root = name.split('.')[0] ?? '';
      if (/^[A-Za-z_]\w*$/.test(root) && !NOT_VARIABLES.has(root) && !bound.has(root)) found.add(root);
    }
  }
  return [...found];
}

function shellless(name: string | undefined): string | undefined {
  return name === undefined || name !== name.toUpperCase() ? name : '';
}

function mustacheNames(inner: string): string[] {
  if (/^[!>/@]|^else\b/.test(inner)) return [];
  const dollars = [...inner.matchAll(/\$(\w+)/g)].map((match) => match[1] ?? '');
  if (dollars.length > 0) return dollars;
  const section = /^[#^]\s*(?:(?:each|if|unless|with)\s+)?([A-Za-z_][\w.]*)/.exec(inner);
  if (section) return [section[1] ?? ''];
  // `{{ x | filter }}` and `{{ x }}`; a call fills nothing by name, nor does a helper before a string.
  const plain = /^([A-Za-z_][\w.]*)(?:\[[^\]]*\])?\s*(?:\||$|\bif\b|\bor\b|~|\+)/.exec(inner);
  return plain ? [plain[1] ?? ''] : [];
}

function tagNames(inner: string, bound: Set<string>): string[] {
  const loop = /^for\s+([\w\s,]{1,80}?)\s+in\s+([A-Za-z_][\w.]*)(\()?/.exec(inner);
  if (loop) {
    for (const name of (loop[1] ?? '').split(',')) bound.add(name.trim());
    return loop[3] && !(loop[2] ?? '').includes('.') ? [] : [loop[2] ?? ''];
  }
  const set = /^set\s+([A-Za-z_]\w*)/.exec(inner);
  if (set) {
    bound.add(set[1] ?? '');
    return [];
  }
  const test = /^(?:el)?if\s+(?:not\s+)?([A-Za-z_][\w.]*)(?![\w(])/.exec(inner);
  return test ? [test[1] ?? ''] : [];
}
