/** Bounds on what one audit takes in. The tree is hostile: every bound that is hit is noted, never an error. */

/** Source, configuration and case files stay far below this; what is larger is data, and reading it would only cost memory. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Several times the largest monorepos known; a tree beyond it would fill the memory of a CI runner. */
export const MAX_FILES = 500_000;

/** Of each `.gitattributes` and `.gitignore`: real ones have a few hundred lines, and each line is compared with every path below. */
export const MAX_PATTERN_LINES = 1_000;
export const MAX_PATTERN_LENGTH = 500;

/** Notes of one code that are spelled out; the rest are counted. */
export const NOTES_PER_CODE = 20;

/** Listing 500,000 files takes git a few seconds on a cold disk. */
export const GIT_TIMEOUT_MS = 120_000;

/** 500,000 names of 500 bytes. */
export const GIT_OUTPUT_BYTES = 256 * 1024 * 1024;

/** A commit of a large monorepo over a slow line. */
export const FETCH_TIMEOUT_MS = 120_000;

/** How long git may be silent while files are asked for. */
export const READ_TIMEOUT_MS = 60_000;

/** Of an unpacked archive, all files together; more than GitHub keeps in repositories that people work with. */
export const ARCHIVE_BYTES = 512 * 1024 * 1024;
