import { z } from 'zod';
import { why } from './http-api-duties.js';
import { toldProblem } from './http-api-problem.js';
import { line, listUpTo, number, unitKey, whole } from './http-api-scalars.js';

const MAX_DAYS = 3650;
const MAX_GIVEN = 5000;
/** Last instant that may be named: the end of the year 2200. */
const LAST_MS = 7_289_654_399_999;

const days = () => whole(0, MAX_DAYS);
const instant = () => whole(0, LAST_MS);

const behaviour = () =>
  z.strictObject({
    receive: z.union([days(), z.literal('never')]).optional(),
    ownPlan: z.union([days(), z.literal('never')]).optional(),
    tasks: z.enum(['onTime', 'late', 'never']).optional(),
    reports: z.enum(['punctual', 'late', 'wrong', 'nil', 'silent']).optional(),
    daysBeforeDue: days().optional(),
    daysLate: days().optional(),
    mends: z.enum(['inWindow', 'late', 'never']).optional(),
    evidence: z.enum(['eachPeriod', 'never']).optional(),
    pace: number(0, 10).optional(),
  });

/** How bodies, the reviewer and the issuer behave in a rehearsal; what is left out is not done. */
export const behaviours = () =>
  z.strictObject({
    default: behaviour().optional(),
    units: z.record(unitKey(), behaviour()).optional(),
    reviewer: z.strictObject({ afterDays: days() }).optional(),
    guidance: listUpTo(z.strictObject({ key: line(64), atMs: instant() }), MAX_GIVEN).optional(),
    suspensions: listUpTo(
      z.strictObject({ fromMs: instant(), toMs: instant().optional(), dates: z.enum(['shift', 'same']).optional() }),
      100,
    ).optional(),
    end: z.strictObject({ as: z.enum(['conclude', 'revoke']), atMs: instant() }).optional(),
  });

const states = z.partialRecord(z.string(), z.number());

/** What a rehearsal shows: its timeline, the rounds as they stood at the end, and what each body would meet. */
export const rehearsalAnswer = z.object({
  plan: z.string(),
  issuedMs: z.number(),
  untilMs: z.number(),
  entries: z.array(
    z.object({
      atMs: z.number(),
      lane: z.string(),
      cascade: z.number().optional(),
      type: z.string(),
      item: z.string().optional(),
      period: z.string().optional(),
      units: z.array(z.string()),
      data: z.record(z.string(), z.unknown()),
      why: z.array(why),
    }),
  ),
  rounds: z.array(
    z.object({
      item: z.string(),
      period: z.string(),
      kind: z.string(),
      opensMs: z.number(),
      dueMs: z.number().optional(),
      lockMs: z.number().optional(),
      waits: z.string().optional(),
      why: z.array(why),
      holders: z.number(),
    }),
  ),
  byUnit: z.array(
    z.object({
      unit: z.string(),
      code: z.string(),
      name: z.string(),
      duties: z.number(),
      states,
      stale: z.number(),
      nextDueMs: z.number().optional(),
      reminders: z.number(),
      rungs: z.partialRecord(z.string(), z.number()),
      fellDue: z.number(),
      returned: z.number(),
    }),
  ),
  states,
  nextDueMs: z.number().optional(),
  phase: z.string(),
  refused: z.array(z.object({ atMs: z.number(), command: z.string(), unit: z.string().optional(), problem: toldProblem })),
  warnings: z.array(toldProblem),
});
