import { type Random, shuffled } from '../../prove/seeded.js';
import type { House } from './house.js';

/** A way for a life to end: at the n-th passing of a named point, or by a kill after a time, from its start or from when it serves. */
export type End =
  { fault: string } | { kill: Parameters<House['kill']>[0]; afterMs: number; from: 'start' | 'up' } | { stop: true; afterMs: number };

/** Named points with how often a life surely passes each while it is given work. */
const POINTS = [
  ['lodged', 20],
  ['claimed', 4],
  ['updated', 4],
  ['recorded', 4],
] as const;

/** The ends of all lives, in an order that the seed determines: each named point so many times, and at random moments in each way. */
export function planEnds(random: Random, perPoint: number): End[] {
  const upTo = (most: number) => Math.floor(random() * most);
  const ends: End[] = POINTS.flatMap(([point, most]) =>
    // The first at the first passing, be it that of what an earlier life left open; the others in full flow.
    Array.from({ length: perPoint }, (_, n): End => ({ fault: n === 0 ? `${point}:1` : `${point}:${1 + upTo(most)}:warm` })),
  );
  const ways = ['tree', 'tree', 'alone', 'orphaning', 'temporal'] as const;
  ends.push(...ways.map((kill): End => ({ kill, afterMs: upTo(kill === 'tree' ? 9_000 : 4_000), from: 'up' })));
  ends.push(...[0, 1].map((): End => ({ kill: 'tree', afterMs: upTo(5_000), from: 'start' })));
  ends.push({ stop: true, afterMs: upTo(4_000) });
  return shuffled(random, ends);
}
