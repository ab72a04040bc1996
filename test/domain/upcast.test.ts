import { readFileSync } from 'node:fs';
import type { CascadeEvent } from '../../domain/cascade.js';
import type { PlanEvent } from '../../domain/plan-life.js';
import { EVENT_VERSIONS, UnknownEventError, upcast } from '../../domain/upcast.js';

/** Every (type, v) of event ever written by a release; rows are added, never taken out. */
const kept = JSON.parse(readFileSync('test/replay/event-shapes.json', 'utf8')) as { type: string; v: number }[];

describe('events of every shape ever written', () => {
  it.each(kept)('$type v$v is still read', ({ type, v }) => {
    expect(upcast(type, v, { kept: true })).toEqual({ kept: true });
  });

  it('are all known: a type that the rules make has its version', () => {
    const versions: Record<(CascadeEvent | PlanEvent)['type'], number> = EVENT_VERSIONS;
    expect(Object.values(versions).every((v) => v >= 1)).toBe(true);
    for (const [type, v] of Object.entries(EVENT_VERSIONS)) expect(kept).toContainEqual({ type, v });
  });

  it.each([
    ['submitted', 2],
    ['submitted', 0],
    ['neverHeardOf', 1],
  ])('of a newer program are refused: %s v%i', (type, v) => {
    expect(() => upcast(type, v, {})).toThrow(UnknownEventError);
    expect(() => upcast(type, v, {})).toThrow(`event ${type} v${v} is not known`);
  });
});
