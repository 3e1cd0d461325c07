const ROLE_NAMES: Readonly<Record<string, string>> = {
  system: 'system', developer: 'developer', user: 'user', human: 'user', assistant: 'assistant', ai: 'assistant', model: 'assistant', tool: 'tool',
};

/**
 * Ways in which a text marks whose message begins: a line of its own (`system:`, `# user:`), `<|im_start|>system`, `<|user|>`,
 * `{{role "system"}}`, `_.role("user")`, `role="user"`, `<system-msg>`.
 */
const MARKERS = new RegExp(
  [
    String.raw`^[ \t]{0,4}#{0,6}[ \t]{0,4}(system|developer|user|assistant|tool)(?:\[[^\]\n]{0,80}\])?[ \t]{0,8}:[ \t\r]*$`,
    String.raw`<\|(?:im_start\|>)?[ \t]{0,4}(system|developer|user|assistant|tool)\b`,
    String.raw`\brole[ \t]{0,4}[=(]?[ \t]{0,4}["'](system|developer|user|human|assistant|ai|model|tool)["']`,
    String.raw`<(system|user|human|assistant|ai)(?:-msg|-message|_message)>`,
  ].join('|'),
  'gim',
);

/** The roles that a text marks, in order of first appearance, under the usual names. */
export function rolesIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, ...names] of text.matchAll(MARKERS)) {
    const role = roleName(names.find((name) => name !== undefined));
    if (role !== undefined) found.add(role);
  }
  return [...found];
}

export function roleName(spelled: string | undefined): string | undefined {
  const name = spelled?.toLowerCase() ?? '';
  return Object.hasOwn(ROLE_NAMES, name) ? ROLE_NAMES[name] : undefined;
}
