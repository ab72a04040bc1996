import { cliCallsEn } from './cli-calls.js';
import { cliSaidEn } from './cli-said.js';
import { cliShownEn } from './cli-shown.js';
import type { cliVi } from '../vi/cli.js';

/** Words in English: the command line. */
export const cliEn: Record<keyof typeof cliVi, string> = { ...cliCallsEn, ...cliSaidEn, ...cliShownEn };
