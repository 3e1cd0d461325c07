import type { PromptFile } from '../../domain/signals.ts';
import { argument, type LinedArgument } from '../tree/flatten.ts';
import { lineCounter } from '../tree/lines.ts';
import { countWords } from './likeness.ts';
import { rolesIn } from './roles.ts';
import { variablesIn } from './variables.ts';

const MAX_PROMPTS = 500;

/** BAML: functions whose `prompt` is a raw string between `#"` and `"#`; clients set model and parameters. */
export function readBaml(text: string): PromptFile | undefined {
  const lineAt = lineCounter(text);
  const prompts: { readonly body: string; readonly line: number }[] = [];
  const opening = /\bprompt\s{0,20}(#{1,5})"/g;
  for (let match = opening.exec(text); match && prompts.length < MAX_PROMPTS; match = opening.exec(text)) {
    const end = text.indexOf(`"${match[1]}`, opening.lastIndex);
    if (end < 0) break;
    prompts.push({ body: text.slice(opening.lastIndex, end), line: lineAt(match.index) });
    opening.lastIndex = end;
  }
  const [first] = prompts;
  if (!first) return undefined;
  const body = prompts.map((prompt) => prompt.body).join('\n');
  return { line: first.line, format: 'baml', variables: variablesIn(body, 'double'), roles: rolesIn(body), settings: settingsIn(text, lineAt), words: countWords(body) };
}

function settingsIn(text: string, lineAt: (offset: number) => number): LinedArgument[] {
  const found: LinedArgument[] = [];
  for (const match of text.matchAll(/^[ \t]{1,20}(client|model|max_tokens|temperature|top_p|max_retries|timeout)[ \t]{1,20}("[^"\n]{0,200}"|[\w./:-]{1,200})[ \t]*\r?$/gm)) {
    const [, name = '', spelled = ''] = match;
    const number = Number(spelled);
    found.push(argument(name, spelled.startsWith('"') ? spelled.slice(1, -1) : Number.isNaN(number) ? spelled : number, undefined, lineAt(match.index)));
    if (found.length >= MAX_PROMPTS) break;
  }
  return found;
}
