import type { whyVi } from '../vi/why.js';

/** Words in English: why. */
export const whyEn: Record<keyof typeof whyVi, string> = {};
