/** From shell text to what it ends at: the front door of this folder. */
export { followCommands } from './follow.ts';
export type { CommandEnd } from './trail.ts';
export { createWorld, type World } from './world.ts';
