import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTemporalCli } from '../start/temporal-binary.js';
import { startTemporalServer } from '../start/temporal-server.js';
import type { Servers } from './measure.js';
import { startPostgres } from './postgres.js';

/** Servers of one run; each database is new and empty. */
export interface BenchServers extends Servers {
  database(): Promise<string>;
}

/** Starts PostgreSQL and Temporal for one run and throws them away after it. Throws where PostgreSQL is not installed. */
export async function withServers<Result>(work: (servers: BenchServers) => Promise<Result>, dynamicConfig = {}): Promise<Result> {
  const postgres = await startPostgres();
  if (!postgres) throw new Error('PostgreSQL is not installed: the bench needs its server binaries');
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-bench-'));
  const temporal = await startTemporalServer({ dataDir: folder, binary: await ensureTemporalCli(), dynamicConfig });
  let databases = 0;
  try {
    return await work({
      temporal: temporal.address,
      pids: { temporal: temporal.pid, postgres: postgres.pid },
      database: () => postgres.create(`bench${(databases += 1)}`),
    });
  } finally {
    await temporal.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
