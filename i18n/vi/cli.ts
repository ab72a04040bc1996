import { cliCallsVi } from './cli-calls.js';
import { cliSaidVi } from './cli-said.js';
import { cliShownVi } from './cli-shown.js';

/** Words in Vietnamese: the command line. */
export const cliVi = { ...cliCallsVi, ...cliSaidVi, ...cliShownVi } as const;
