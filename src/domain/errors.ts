/**
 * The user's configuration or arguments are wrong: exit code 2. The message is a sentence that says what is wrong, where, and what was
 * expected. Every other error that escapes is a bug (exit code 3) and keeps its stack.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
