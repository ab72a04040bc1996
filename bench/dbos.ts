import pg from 'pg';
import { actOf, makeLedger } from './floor.js';
import { type Figures, measure, type Run, type Servers } from './measure.js';
import { peer } from './peers.js';

type Act = (recipient: number, report: boolean, text: string) => Promise<void>;

/** What the bench asks of @dbos-inc/dbos-sdk. */
interface Sdk {
  DBOS: {
    setConfig(config: object): void;
    registerWorkflow(act: Act, config: { name: string }): Act;
    runStep<T>(step: () => Promise<T>, config: { name: string }): Promise<T>;
    launch(): Promise<void>;
    shutdown(): Promise<void>;
  };
}

let act: Act | undefined;
let pool: pg.Pool;

/** The same acts on DBOS: a durable workflow an act, whose one step writes the floor's row; a sender is answered when its workflow has ended. */
export async function benchDbos(servers: Servers, databaseUrl: string, run: Run): Promise<Figures> {
  const { DBOS } = peer<Sdk>('@dbos-inc/dbos-sdk');
  pool = new pg.Pool({ connectionString: databaseUrl, max: 24 });
  await makeLedger(pool, run.recipients);
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: databaseUrl, systemDatabasePoolSize: 24, runAdminServer: false, logLevel: 'error' });
  // Workflows are registered once in a process; the pool is that of the run.
  act ??= DBOS.registerWorkflow(
    async (recipient, report, text) => {
      await DBOS.runStep(async () => void (await pool.query(actOf(recipient, report, () => text))), { name: 'write' });
    },
    { name: 'act' },
  );
  await DBOS.launch();
  const figures = await measure('DBOS (a workflow an act)', servers, run, (recipient, report) =>
    act!(recipient, report, report ? run.text() : ''),
  );
  await DBOS.shutdown();
  await pool.end();
  return figures;
}
