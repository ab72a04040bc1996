/** A stretch of time that a run plays: where the clock of lodging begins, the points that come while it goes on, and when it ends. */
export interface Stage {
  /** Day that its plan is dated. */
  day: string;
  startMs: number;
  points: { kind: 'due' | 'reminders' | 'digests'; atMs: number }[];
  endMs: number;
}

const SECOND_MS = 1_000;
/** Instant of an hour of a day in Vietnam. */
const at = (day: string, hour: number): number => Date.parse(`${day}T00:00:00Z`) + (hour - 7) * 3_600 * SECOND_MS;
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A month's end, and the next morning's digests, in two minutes: what was due at eight lies in the leap between. */
export function shortStages(): Stage[] {
  const midnight = at('2026-10-01', 0);
  const digests = at('2026-10-01', 8) + 60 * SECOND_MS;
  return [
    { day: '2026-09-30', startMs: midnight - 25 * SECOND_MS, points: [{ kind: 'due', atMs: midnight }], endMs: midnight + 30 * SECOND_MS },
    { day: '2026-10-01', startMs: digests - 20 * SECOND_MS, points: [{ kind: 'digests', atMs: digests }], endMs: digests + 25 * SECOND_MS },
  ];
}

const MONTH_ENDS = ['2026-09-30', '2026-10-31', '2026-11-30'];
/** Least length of a stage that has eight o'clock and its digests in it. */
const LEAST_MS = 110 * SECOND_MS;

/** Mornings and ends of months in turn, as many as there is time for; each begins shortly before its first point. */
export function stagesFor(minutes: number): Stage[] {
  const all = MONTH_ENDS.flatMap((end) => [morning(dayAfter(end, -1)), monthEnd(end), morning(dayAfter(end, 1))]);
  const count = Math.max(2, Math.min(all.length, Math.floor((minutes * 60 * SECOND_MS) / (LEAST_MS + 20 * SECOND_MS))));
  const lengthMs = Math.max(LEAST_MS, (minutes * 60 * SECOND_MS) / count);
  return all.slice(0, count).map((stage) => ({ ...stage, endMs: stage.startMs + lengthMs }));
}

const LEAD_MS = 40 * SECOND_MS;

function morning(day: string): Omit<Stage, 'endMs'> {
  const eight = at(day, 8);
  return {
    day,
    startMs: eight - LEAD_MS,
    points: [
      { kind: 'reminders', atMs: eight },
      { kind: 'digests', atMs: eight + 60 * SECOND_MS },
    ],
  };
}

function monthEnd(day: string): Omit<Stage, 'endMs'> {
  const midnight = at(dayAfter(day, 1), 0);
  return { day, startMs: midnight - LEAD_MS, points: [{ kind: 'due', atMs: midnight }] };
}
