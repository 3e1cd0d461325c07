import { randomUUID } from 'node:crypto';
import { info } from '@actions/core';

/**
 * Prints text that quotes the audited tree. The runner obeys lines such as `::add-path::…` wherever they come from, so it is told to stop
 * listening until it reads a word that the tree cannot know.
 */
export function printQuoted(text: string): void {
  const word = randomUUID();
  info(`::stop-commands::${word}\n${text.trimEnd()}\n::${word}::`);
}
