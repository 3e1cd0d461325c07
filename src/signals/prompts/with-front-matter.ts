import type { PromptFile } from '../../domain/signals.ts';
import { frontMatter } from '../tree/document.ts';
import { readYaml } from '../tree/yaml.ts';
import { entryAt, type Tree } from '../tree/tree.ts';
import { countWords } from './likeness.ts';
import { modelSettings, versionOf } from './messages.ts';
import { rolesIn } from './roles.ts';
import { variablesIn } from './variables.ts';

/** A text whose YAML head, where it has one, sets model and parameters, and whose body is the prompt. */
export interface HeadedText {
  readonly head?: Tree;
  readonly body: string;
}

export function headedText(text: string): HeadedText {
  const front = frontMatter(text);
  if (!front) return { body: text };
  const head = readYaml(front.yaml).documents[0];
  return head ? { head, body: front.body } : { body: front.body };
}

/** The signal of a prompt that is a text with or without front matter. */
export function promptOf(format: PromptFile['format'], { head, body }: HeadedText): PromptFile {
  const version = head ? versionOf(head) : undefined;
  return {
    line: 1,
    format,
    variables: variablesIn(body, format === 'text' || format === 'semantic-kernel' ? 'single' : 'double'),
    roles: rolesIn(body),
    ...(version ? { version } : {}),
    settings: head ? modelSettings(head) : [],
    words: countWords(body),
  };
}

/** The front matter of a skill or agent that the product loads: a name, and what says when or as what it is used. */
export function describesSkill({ head }: HeadedText): boolean {
  return entryAt(head, 'name') !== undefined && ['version', 'triggers', 'description', 'agent', 'tools', 'model'].some((key) => entryAt(head, key) !== undefined);
}
