import type { Language } from '../../domain/signals.ts';

/** The statement that declares it, at the start of a line. */
const STATEMENTS: Partial<Record<Language, RegExp>> = {
  java: /^[ \t]*package[ \t]+([\w.]+)[ \t]*;/m,
  kotlin: /^[ \t]*package[ \t]+([\w.]+)/m,
  csharp: /^[ \t]*namespace[ \t]+([\w.]+)/m,
  go: /^package[ \t]+(\w+)/m,
  php: /^[ \t]*(?:<\?php[ \t]+)?namespace[ \t]+([\w\\]+)[ \t]*[;{]/m,
};

/** The package or namespace that a file declares itself a part of. */
export function namespaceOf(language: Language, text: string): string | undefined {
  return STATEMENTS[language]?.exec(text)?.[1];
}
