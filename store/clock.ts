import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.js';

/** The one clock: it gives the instant of lodging and of reading, epoch milliseconds. */
export interface Clock {
  /** The instant as SQL, so that lodging takes it in the same statement. */
  instant(): Promise<RawBuilder<number>>;
  nowMs(): Promise<number>;
}

/** An instant already known, where one command must carry the same as another. */
export function fixedInstant(ms: number): RawBuilder<number> {
  return sql<number>`${ms}::bigint`;
}

const DATABASE_INSTANT = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** The database's own clock: what production runs on, so that processes with wrong clocks agree. */
export function databaseClock(db: Db): Clock {
  const read = async () => (await sql<{ ms: number }>`select ${DATABASE_INSTANT} as ms`.execute(db)).rows[0]!.ms;
  return { instant: async () => DATABASE_INSTANT, nowMs: shared(read) };
}

/** Those who ask in one turn get one answer, read after they asked. */
function shared<Answer>(read: () => Promise<Answer>): () => Promise<Answer> {
  let next: Promise<Answer> | undefined;
  return () =>
    (next ??= new Promise((resolve) => {
      setImmediate(() => {
        next = undefined;
        resolve(read());
      });
    }));
}

/** A clock read from elsewhere: the test server's time in tests and in the demo. */
export function outerClock(read: () => Promise<number>): Clock {
  return {
    instant: async () => sql<number>`${Math.floor(await read())}::bigint`,
    nowMs: async () => Math.floor(await read()),
  };
}
