/** What a path says about whether a prompt could live there. */
export interface Place {
  /** File name without folders. */
  readonly base: string;
  /** Lower-case extension, two where the first tells more: `jinja.md`, `prompt.yml`. */
  readonly extension: string;
  readonly folders: readonly string[];
  /** A folder named for prompts: `prompts`, `prompt_templates`, `system-prompts`. */
  readonly inPromptFolder: boolean;
  /** A folder with `prompt` anywhere in its name. */
  readonly nearPrompts: boolean;
  /** The file's own name has the word prompt: `system_prompt.md`, `skprompt.txt`. */
  readonly namedPrompt: boolean;
  /** Under `skills`, `agents` or `microagents`. */
  readonly inSkillFolder: boolean;
}

const PROMPT_FOLDER = /^(?:prompts?|prompt[-_]?templates?|system[-_]?prompts?|.*[-_]prompts?|[a-z]+Prompts)$/i;
const SKILL_FOLDERS = new Set(['skills', 'agents', 'microagents']);

export function placeOf(path: string): Place {
  const parts = path.split('/');
  const base = parts.pop() ?? '';
  const stem = base.replace(/\.[^.]*$/, '');
  return {
    base,
    extension: extensionOf(base),
    folders: parts,
    inPromptFolder: parts.some((part) => PROMPT_FOLDER.test(part)),
    nearPrompts: parts.some((part) => part.toLowerCase().includes('prompt')),
    namedPrompt: wordsOf(stem).some((word) => /prompts?$/.test(word)),
    inSkillFolder: parts.some((part) => SKILL_FOLDERS.has(part.toLowerCase())),
  };
}

/**
 * True where files steer tools of the developers rather than the product's model: dot folders (workflow templates, coding agents,
 * editors), and charts, whose templates are manifests.
 */
export function belongsToTools({ folders }: Place): boolean {
  const chart = folders.findIndex((part) => /^(?:helm|charts?)$/i.test(part));
  return folders.some((part) => part.startsWith('.') && part !== '.prompts') || (chart >= 0 && folders.indexOf('templates', chart) > chart);
}

/** A file that is about its folder: README, CHANGELOG, and the all-capitals names that coding agents look for. */
export function describesFolder({ base }: Place): boolean {
  const stem = base.replace(/\..*$/, '');
  return /^(?:readme|changelog|licen[cs]e|contributing|index|notice|todo)$/i.test(stem) || /^[A-Z]+$/.test(stem);
}

function extensionOf(base: string): string {
  const parts = base.toLowerCase().split('.');
  return parts.length < 2 ? '' : (parts.at(-1) ?? '');
}

/** `ragPrompt_v2` → rag, prompt, v2. */
export function wordsOf(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
}
