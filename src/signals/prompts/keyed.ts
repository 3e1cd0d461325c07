import type { PromptFile } from '../../domain/signals.ts';
import { readDocument } from '../tree/document.ts';
import { entryAt, type Tree } from '../tree/tree.ts';
import { addressesModel, countWords } from './likeness.ts';
import { modelSettings, promptText, versionOf } from './messages.ts';
import { rolesIn } from './roles.ts';
import { variablesIn } from './variables.ts';

/**
 * A prompt, or a list of prompts, kept under the keys of a YAML or JSON document. Where the place alone does not say that it holds
 * prompts (`certain` is false), its words must address a model.
 */
export function readKeyedPrompt(path: string, text: string, certain: boolean): PromptFile | undefined {
  const tree = readDocument(path, text).documents[0];
  const found = tree ? promptText(tree) : undefined;
  if (!tree || !found || isManifest(tree) || !(certain || addressesModel(found.text))) return undefined;
  const version = versionOf(tree);
  return {
    line: found.line,
    format: entryAt(tree, 'template_format') || (entryAt(tree, 'input_variables') && entryAt(tree, 'execution_settings')) ? 'semantic-kernel' : 'prompt-yaml',
    variables: variablesIn(found.text),
    roles: found.roles.length > 0 ? found.roles : rolesIn(found.text),
    ...(version ? { version } : {}),
    settings: modelSettings(tree),
    words: countWords(found.text),
  };
}

/** Descriptions of interfaces, schemas, packages, pipelines and clusters also hold long strings under such keys. */
function isManifest(tree: Tree): boolean {
  return ['apiVersion', 'openapi', 'swagger', 'asyncapi', 'dependencies', 'jobs', 'services', 'paths', 'endpoints', 'errors'].some((key) => entryAt(tree, key) !== undefined);
}
