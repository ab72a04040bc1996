import { z } from 'zod';
import { unitName } from './http-api-duties.js';

/** What is counted and added up: consolidated reports, targets with pace, the matrix of reports. */

const figureSource = z.object({
  unit: z.string(),
  version: z.number(),
  value: z.number().nullable(),
  numerator: z.number().nullable().optional(),
  denominator: z.number().nullable().optional(),
  nil: z.literal(true).optional(),
  carried: z.literal(true).optional(),
});

const consolidated = z.object({
  figures: z.record(
    z.string(),
    z.object({
      rollup: z.string(),
      value: z.number().nullable(),
      numerator: z.number().optional(),
      denominator: z.number().optional(),
      sources: z.array(figureSource),
    }),
  ),
  coverage: z.object({ expected: z.number(), delivered: z.number(), nil: z.number() }),
  missing: z.array(z.string()),
  nilUnits: z.array(z.string()),
  narrative: z.record(z.string(), z.array(z.object({ unit: z.string(), text: z.string() }))),
});

/** A target with what was reached, and for each body its pace against an even one. */
export const targetAnswer = z
  .object({
    target: z.string(),
    indicator: z.string(),
    comparator: z.string(),
    bound: z.number(),
    boundMax: z.number().optional(),
    unit: z.string(),
    state: z.string(),
    value: z.number().nullable(),
    numerator: z.number().optional(),
    denominator: z.number().optional(),
    pace: z.array(
      z.object({
        unit: z.string(),
        value: z.number(),
        quota: z.number(),
        // Part of the value told by reports that nobody has accepted or returned yet.
        unreviewed: z.number().optional(),
        lastYear: z.number().optional().meta({ description: 'What it had reached on the same day of the year before.' }),
        percent: z.number().nullable(),
        evenValue: z.number(),
        evenPercent: z.number(),
        behind: z.boolean(),
        neededPerMonth: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Target' });

/** Revision 0 is live, 1 frozen at collection; later ones are difference notes. */
export const consolidatedAnswer = z.object({
  plan: z.string(),
  item: z.string(),
  period: z.string(),
  revision: z.number(),
  frozenMs: z.number().optional(),
  consolidated,
  differences: z.array(
    z.object({
      revision: z.number(),
      atMs: z.number(),
      unit: z.string(),
      fields: z.array(z.object({ field: z.string(), before: z.number().nullable(), after: z.number().nullable() })),
    }),
  ),
  targets: z.array(targetAnswer),
});

export const matrixAnswer = z.object({
  items: z.array(
    z.object({
      item: z.string(),
      title: z.string(),
      periods: z.array(
        z.object({ period: z.string(), dueMs: z.number().optional(), expected: z.number(), actual: z.number(), onTime: z.number() }),
      ),
    }),
  ),
  rows: z.object({
    items: z.array(
      z.object({
        unit: unitName,
        cells: z.array(
          z.object({
            item: z.string(),
            period: z.string(),
            state: z.string(),
            review: z.string().optional(),
            suspended: z.boolean().optional(),
            overdueMs: z.number(),
            lateMs: z.number().optional().meta({ description: 'How long after its due instant what came late came.' }),
          }),
        ),
      }),
    ),
    next: z.string().optional(),
  }),
});
