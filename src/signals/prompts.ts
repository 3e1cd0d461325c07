import type { PromptFile } from '../domain/signals.ts';
import { readBaml } from './prompts/baml.ts';
import { readFlow } from './prompts/flow.ts';
import { readKeyedPrompt } from './prompts/keyed.ts';
import { addressesModel, countWords, readsAsCode } from './prompts/likeness.ts';
import { belongsToTools, describesFolder, placeOf, type Place } from './prompts/place.ts';
import { variablesIn } from './prompts/variables.ts';
import { describesSkill, headedText, promptOf } from './prompts/with-front-matter.ts';

const MAX_LENGTH = 1024 * 1024;
const MIN_WORDS = 8;
const TEXTS = new Set(['md', 'txt', 'xml', 'hbs', 'handlebars', 'mustache', 'liquid', 'ejs']);
const KEYED = new Set(['yaml', 'yml', 'json']);
const JINJA = new Set(['jinja', 'jinja2', 'j2']);

/** The prompt that a file of its own kind holds, told by path and content; nothing for every other file. */
export function readPrompt(path: string, text: string): PromptFile | undefined {
  const place = placeOf(path);
  if (text.length > MAX_LENGTH || belongsToTools(place)) return undefined;
  const { base, extension } = place;
  if (extension === 'prompty') return fromText('prompty', text);
  if (extension === 'prompt') return fromText('dotprompt', text);
  if (extension === 'baml') return readBaml(text);
  if (extension === 'poml') return fromPoml(text);
  if (/^flow\.(?:dag|flex)\.ya?ml$/i.test(base)) return readFlow(path, text);
  if (JINJA.has(extension) || /\.jinja2?\.md$/i.test(base)) return fromJinja(place, text);
  if (KEYED.has(extension)) {
    const certain = place.inPromptFolder || /\.prompt\.(?:ya?ml|json)$/i.test(base);
    return certain || place.namedPrompt ? readKeyedPrompt(path, text, certain) : undefined;
  }
  return TEXTS.has(extension) ? fromPlainText(place, text) : undefined;
}

function fromText(format: PromptFile['format'], text: string): PromptFile | undefined {
  const prompt = promptOf(format, headedText(text));
  return prompt.words > 0 || prompt.variables.length > 0 ? prompt : undefined;
}

/** POML is markup around the words: its tags are no words, but its message tags are roles. */
function fromPoml(text: string): PromptFile | undefined {
  const prompt = fromText('poml', text);
  return prompt && { ...prompt, words: countWords(text.replace(/<[^<>]*>/g, ' ')) };
}

/** Extensions under a template's own that say what it renders: `nginx.conf.j2`, `mail.html.jinja`. */
const RENDERS_TEXT = new Set(['', 'md', 'txt', 'xml', 'prompt', 'system', 'user', 'jinja', 'jinja2']);

function fromJinja(place: Place, text: string): PromptFile | undefined {
  const renders = /\.([a-z]\w{0,9})\.(?:jinja2?|j2)$/i.exec(place.base)?.[1]?.toLowerCase() ?? '';
  if (/^(?:dockerfile|makefile|jenkinsfile)\b/i.test(place.base) || describesFolder(place) || !RENDERS_TEXT.has(renders) || readsAsCode(text)) return undefined;
  if (!place.nearPrompts && !place.namedPrompt && !addressesModel(text)) return undefined;
  return fromText('jinja', text);
}

/**
 * Markdown and other plain text: in a place for prompts it instructs a model or has variables, and is no page about prompts; among
 * skills it carries the front matter that makes it one.
 */
function fromPlainText(place: Place, text: string): PromptFile | undefined {
  const headed = headedText(text);
  const skill = place.inSkillFolder && place.extension === 'md' && describesSkill(headed);
  if (!skill && !holdsPrompt(place, headed.body)) return undefined;
  return countWords(headed.body) < MIN_WORDS ? undefined : promptOf(/^skprompt\.txt$/i.test(place.base) ? 'semantic-kernel' : 'text', headed);
}

function holdsPrompt(place: Place, body: string): boolean {
  if (describesFolder(place)) return false;
  // A folder of templates holds letters and pages too: there a prompt both instructs and has something to fill in.
  if (!place.inPromptFolder && !place.namedPrompt) return place.extension === 'md' && place.folders.includes('templates') && addressesModel(body) && variablesIn(body).length > 0;
  if (place.extension === 'xml' && /<(?:project|configuration|beans)\b/.test(body.slice(0, 2000))) return false;
  if (addressesModel(body)) return true;
  // Short instructions need not say "you": in a folder of prompts, or with something to fill in, they are told from a page by having no links.
  return (place.extension !== 'md' || !isPage(body)) && (place.inPromptFolder || variablesIn(body).length > 0);
}

/** A page for people: it links elsewhere, or shows pictures. */
function isPage(body: string): boolean {
  return /!?\[[^\]\n]{0,200}\]\((?:https?:|\.{0,2}\/|[\w-]+\.md)/.test(body);
}
