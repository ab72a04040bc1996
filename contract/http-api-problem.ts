import { z } from 'zod';

/** A problem as it is told: code, where, data, and its sentence in the reader's language (`detail`) and in both (`vi`, `en`). */
export const toldProblem = z
  .object({
    code: z.string(),
    path: z.string().optional(),
    line: z.number().optional(),
    column: z.number().optional(),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string(),
    vi: z.string(),
    en: z.string(),
  })
  .meta({ id: 'ToldProblem', description: 'One thing that is wrong or worth knowing.' });

/** Body of every answer that is no success: application/problem+json (RFC 9457) with the code of domain/problem and what it needs. */
export const problemAnswer = z
  .object({
    type: z.string().meta({ description: 'urn:dondoc:problem:<code>' }),
    title: z.string(),
    status: z.number().int(),
    ...toldProblem.shape,
    problems: z.array(toldProblem).meta({ description: 'Single problems where one request has many.' }),
    command: z.string().optional().meta({ description: 'The command that was decided so; GET /commands/{command} tells it again.' }),
    requestId: z.string().meta({ description: 'Names the request in the logs; of a refused command, the command.' }),
  })
  .meta({ id: 'Problem' });

export type ToldProblem = z.output<typeof toldProblem>;
export type ProblemAnswer = z.output<typeof problemAnswer>;
