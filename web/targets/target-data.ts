import type { Answer } from '../api/ask.js';

export type TargetAnswer = Answer<'plans', 'targets'>['items'][number];

/** What is lacking of the even pace, by share of the quota. */
export function gapOf({ value, evenValue, quota }: TargetAnswer['pace'][number]): number {
  return quota === 0 ? 0 : (evenValue - value) / quota;
}
