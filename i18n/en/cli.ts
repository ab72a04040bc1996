import type { cliVi } from '../vi/cli.js';

/** Words in English: cli. */
export const cliEn: Record<keyof typeof cliVi, string> = {};
