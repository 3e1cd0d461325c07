/**
 * The user's configuration or arguments are wrong: exit code 2. The message is a sentence that says what is wrong, where, and what was
 * expected. Every other error that escapes is a bug (exit code 3) and keeps its stack.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * A file of our own is missing or damaged. Whatever the audited tree holds cannot cause it, so that it is never a note: an audit with half of
 * its readers gone would look like a repository with half of its practices gone.
 */
export class InstallationError extends Error {
  override readonly name = 'InstallationError';
}
