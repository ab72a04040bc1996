import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { pino } from 'pino';
import { parse } from 'yaml';
import { createMetrics } from '../../start/metrics.js';
import { startMetrics } from '../../start/metrics-door.js';
import { outerClock } from '../../store/clock.js';
import type { Db } from '../../store/database.js';
import { recordHouse } from '../../store/house.js';
import { testDatabase } from '../harness/database.js';
import { freePort } from '../../prove/ports.js';

const NOW_MS = 1_800_000_000_000;
const lane = 'plan:abcdefghijkl:cascade:01';
const log = pino({ level: 'silent' });
const clock = outerClock(async () => NOW_MS);

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
  await sql`insert into lanes (lane, kind, plan_id, n, state, reason) values (${lane}, 'cascade', 'abcdefghijkl', 1, 'stopped', 'DRIFT: x')`.execute(
    db,
  );
  await sql`insert into commands (id, lane, data, source, lodged_ms, type) values
    ('018f0000-0000-7000-8000-000000000001', ${lane}, '{"type":"receive"}', 'person', ${NOW_MS - 90_000}, 'receive')`.execute(db);
  const data = { lanes: 2, plans: 1, count: 3, findings: [], largestState: { lane, bytes: 310_000 } };
  await db.transaction().execute((trx) => recordHouse(trx, [{ type: 'compared', atMs: NOW_MS - 5_000, data }], NOW_MS));
});
afterAll(() => db.destroy());

/** Values by their line, less its value. */
function valuesOf(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

it('tells how the records stand, and how batches and requests went, by kind of lane and by route', async () => {
  const metrics = createMetrics({ db, clock }, log);
  const took = { claimMs: 2, updateMs: 30, recordMs: 4, gatherMs: 0 };
  metrics.carried({ lane, commands: 12, refused: 2, quarantined: 1, ...took });
  metrics.carried({ lane: 'plan:abcdefghijkl', commands: 1, refused: 0, quarantined: 0, ...took });
  metrics.answered({ method: 'POST', route: '/api/v1/plans/:plan/issue', status: 201, ms: 40 });
  expect(valuesOf(await metrics.tell())).toMatchObject({
    dondoc_records_up: 1,
    'dondoc_undecided_commands{kind="cascade"}': 1,
    'dondoc_undecided_oldest_seconds{kind="cascade"}': 90,
    'dondoc_undecided_oldest_seconds{kind="plan"}': 0,
    'dondoc_lanes{kind="cascade",state="stopped"}': 1,
    'dondoc_lanes{kind="cascade",state="open"}': 0,
    dondoc_unfired_rounds: 0,
    'dondoc_deliveries{state="failed"}': 0,
    dondoc_drift_findings: 3,
    dondoc_compared_timestamp_seconds: (NOW_MS - 5_000) / 1000,
    dondoc_lane_state_bytes_max: 310_000,
    'dondoc_commands_total{kind="cascade",outcome="decided"}': 9,
    'dondoc_commands_total{kind="cascade",outcome="refused"}': 2,
    'dondoc_commands_total{kind="cascade",outcome="quarantined"}': 1,
    // Told from the first, so that its first increase is seen.
    'dondoc_commands_total{kind="plan",outcome="quarantined"}': 0,
    'dondoc_batch_commands_sum{kind="cascade"}': 12,
    'dondoc_batch_step_seconds_sum{kind="cascade",step="update"}': 0.03,
    'dondoc_http_request_seconds_count{method="POST",route="/api/v1/plans/:plan/issue",status="201"}': 1,
  });
});

it('holds no id and no text in any label', async () => {
  const text = await createMetrics({ db, clock }, log).tell();
  expect(text).not.toMatch(/abcdefghijkl|018f0000|DRIFT/);
});

it('says that records cannot be read, and leaves out what it does not know', async () => {
  const broken = { nowMs: () => Promise.reject(new Error('gone')), instant: clock.instant } as typeof clock;
  const values = valuesOf(await createMetrics({ db, clock: broken }, log).tell());
  expect(values.dondoc_records_up).toBe(0);
  expect(Object.keys(values).filter((name) => /undecided|unfired|drift/.test(name))).toEqual([]);
});

it('is served at a door of its own where the configuration says one, and at none otherwise', async () => {
  expect(await startMetrics({}, { db, clock }, log, { worker: false })).toBeUndefined();
  const at = { host: '127.0.0.1', port: await freePort() };
  const part = await startMetrics({ metrics: at }, { db, clock }, log, { worker: false });
  const url = `http://${at.host}:${at.port}`;
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await answer.text()).toContain('\ndondoc_records_up 1\n');
  for (const [path, method] of [
    ['/', 'GET'],
    ['/metrics', 'POST'],
    ['/api/v1/plans', 'GET'],
  ] as const)
    expect((await fetch(url + path, { method })).status).toBe(404);
  await expect(startMetrics({ metrics: at }, { db, clock }, log, { worker: false })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    data: { port: at.port, variable: 'DONDOC_METRICS' },
  });
  await part!.close();
  await expect(fetch(`${url}/metrics`)).rejects.toThrow('fetch failed');
});

describe('the alarms', () => {
  interface Alarms {
    groups: { rules: { alert: string; expr: string; labels: { severity: string } }[] }[];
  }
  const { groups } = parse(readFileSync('compose/alarms.yml', 'utf8')) as Alarms;
  const rules = groups.flatMap((group) => group.rules);

  it('are of figures that are told', async () => {
    const text = await createMetrics({ db, clock }, log).tell();
    const told = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name!));
    for (const { alert, expr } of rules)
      for (const [name] of expr.matchAll(/\b(dondoc|nodejs)_\w+/g))
        expect([alert, name, told.has(name.replace(/_(bucket|count|sum)$/, ''))]).toEqual([alert, name, true]);
  });

  it('are told on the page for who runs it, each by its name', () => {
    const page = readFileSync('docs/operations.md', 'utf8');
    for (const { alert, labels } of rules) {
      expect(page).toContain(`\`${alert}\``);
      expect(['alarm', 'warning']).toContain(labels.severity);
    }
  });
});
