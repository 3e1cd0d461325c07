export { ACTION_INPUTS, readActionInputs } from './action-inputs.ts';
export type { ActionOptions } from './action-inputs.ts';
export { readConfiguration } from './configuration/index.ts';
export { readResult } from './result-file.ts';
