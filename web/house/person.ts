import type { Answer } from '../api/ask.js';

/** A person as who keeps house sees it. */
export type Person = Answer<'people', 'get'>;
