export { ACTION_INPUTS, readActionInputs } from './action-inputs.ts';
export type { ActionOptions } from './action-inputs.ts';
