import { entriesOf, itemsOf, asString, type Tree } from '../tree/tree.ts';
import { flatten, type LinedArgument } from '../tree/flatten.ts';
import { addressesModel, countWords } from './likeness.ts';
import { roleName } from './roles.ts';

/** What the strings of a YAML or JSON document say, where they are a prompt. */
export interface PromptText {
  readonly line: number;
  /** All prompt strings, in order. */
  readonly text: string;
  readonly roles: readonly string[];
}

const MIN_WORDS = 8;
const MAX_STRINGS = 2000;
/** Keys under which prompts are kept, lower case without separators; any key that ends in one of the endings counts too. */
const PROMPT_KEYS = new Set(['prompt', 'prompts', 'template', 'content', 'text', 'system', 'user', 'assistant', 'instructions', 'instruction', 'message', 'messages', 'developer']);
const PROMPT_ENDINGS = /(?:prompt|prompts|template|instructions|systemmessage|usermessage)$/;
/** Keys whose strings are about the prompt, or are cases to try it with. */
const OTHER_KEYS = new Set(['description', 'testdata', 'evaluators', 'sample', 'tests', 'name', 'title', 'tags', 'schema', '$schema', 'inputs', 'properties', 'docs', 'jsonschema', 'responseformat', 'response_format']);

/**
 * Collects the strings that are prompts: those under a key such as `prompt` or `messages` with eight words or more in one of them, or
 * a long one anywhere that plainly addresses a model (`summarise: You are ...`).
 */
export function promptText(tree: Tree): PromptText | undefined {
  const strings: { text: string; line: number }[] = [];
  const roles = new Set<string>();
  let left = MAX_STRINGS * 10;
  let real = false;

  const visit = (node: Tree, line: number, inside: boolean): void => {
    left -= 1;
    if (left < 0 || strings.length >= MAX_STRINGS) return;
    if (node.kind === 'scalar') {
      if (typeof node.value !== 'string') return;
      const long = countWords(node.value) >= MIN_WORDS;
      if (!inside && !(long && addressesModel(node.value))) return;
      real ||= long;
      strings.push({ text: node.value, line });
    } else if (node.kind === 'list') for (const item of node.items) visit(item, item.line, inside);
    else {
      const role = roleOf(node);
      if (role !== undefined) roles.add(role);
      for (const entry of node.entries) {
        const key = entry.key.toLowerCase().replace(/[-_ ]/g, '');
        if (OTHER_KEYS.has(key)) continue;
        visit(entry.value, entry.line, isPromptKey(key));
      }
    }
  };
  visit(tree, tree.line, false);
  const [first] = strings;
  return real && first ? { line: first.line, text: strings.map(({ text }) => text).join('\n'), roles: [...roles] } : undefined;
}

function isPromptKey(key: string): boolean {
  return PROMPT_KEYS.has(key) || PROMPT_ENDINGS.test(key);
}

/** `{role: system, content: …}` is a role message, and so is `{type: human, …}`. */
function roleOf(node: Tree): string | undefined {
  const role = entriesOf(node).find((entry) => entry.key === 'role' || entry.key === 'type' || entry.key === '_type');
  return role ? roleName(asString(role.value)) : undefined;
}

/** Keys, lower case without separators, that set the model or how it is called. */
const MODEL_KEYS = new Set([
  'model', 'models', 'modelname', 'modelid', 'modelparameters', 'modelconfig', 'modelconfiguration', 'parameters', 'config', 'configuration', 'settings',
  'executionsettings', 'llm', 'llmconfig', 'provider', 'engine', 'deployment', 'deploymentname', 'temperature', 'topp', 'topk', 'maxtokens',
  'maxoutputtokens', 'maxcompletiontokens', 'responseformat', 'seed', 'stop', 'frequencypenalty', 'presencepenalty',
]);
const MAX_SETTINGS = 100;

/** Model name and parameters that a document sets, at its top level or in each record of a list of prompts. */
export function modelSettings(tree: Tree): LinedArgument[] {
  const found: LinedArgument[] = [];
  const records: { tree: Tree; prefix: string }[] = [{ tree, prefix: '' }];
  for (const [index, item] of itemsOf(tree).entries()) records.push({ tree: item, prefix: `[${index}].` });
  for (const entry of entriesOf(tree)) for (const [index, item] of itemsOf(entry.value).entries()) records.push({ tree: item, prefix: `${entry.key}[${index}].` });
  for (const record of records) {
    for (const entry of entriesOf(record.tree)) {
      if (found.length >= MAX_SETTINGS) return found;
      if (!MODEL_KEYS.has(entry.key.toLowerCase().replace(/[-_]/g, ''))) continue;
      if (entry.value.kind === 'scalar') found.push(...flatten({ ...entry.value, line: entry.line }, `${record.prefix}${entry.key}`, 1));
      else found.push(...flatten(entry.value, `${record.prefix}${entry.key}`, MAX_SETTINGS - found.length));
    }
  }
  return found;
}

/** `version:` at the top level, under `metadata`, or of the first record that has one. */
export function versionOf(tree: Tree): { readonly value: string; readonly line: number } | undefined {
  for (const entry of entriesOf(tree)) {
    if (entry.key.toLowerCase() !== 'version') continue;
    const value = asString(entry.value);
    if (value !== undefined) return { value, line: entry.line };
  }
  for (const entry of entriesOf(tree)) {
    const inner = entry.key.toLowerCase() === 'metadata' ? versionOf(entry.value) : firstVersion(itemsOf(entry.value));
    if (inner) return inner;
  }
  return firstVersion(itemsOf(tree));
}

function firstVersion(records: readonly Tree[]): { readonly value: string; readonly line: number } | undefined {
  for (const record of records.slice(0, 100)) {
    for (const entry of entriesOf(record)) {
      const value = entry.key.toLowerCase() === 'version' ? asString(entry.value) : undefined;
      if (value !== undefined) return { value, line: entry.line };
    }
  }
  return undefined;
}
