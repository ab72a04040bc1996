import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { cascadeLane } from '../../contract/names.js';
import { reconcile } from '../../relay/reconcile.js';
import { readBackup, writeBackup } from '../../store/backup.js';
import type { Db } from '../../store/database.js';
import { openPglite } from '../../store/database.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { testDatabase } from '../harness/database.js';

let rig: DondocRig;
let plan: string;
const lines: string[] = [];
const promised: { seq: number; hash: string }[] = [];
async function* given(some: readonly string[]): AsyncGenerator<string> {
  yield* some;
}

beforeAll(async () => {
  rig = await startDondocRig({ startMs: Date.UTC(2026, 0, 5, 2) });
  const issuer = await rig.as('issuer-tu');
  plan = (await rig.dondoc.plans.draft(issuer, { text: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') })).id;
  receiptOf(await rig.dondoc.plans.issue(issuer, plan, sending()));
  await rig.relay.settle();
  const clerk = await rig.as('clerk-hu-kimboi');
  const { event } = receiptOf(await rig.dondoc.duties.receive(clerk, plan, 'HU-KIMBOI', sending()));
  promised.push(event!);
  await writeBackup(rig.db, async (line) => void lines.push(line));
  // What comes after it is not in it.
  receiptOf(await rig.dondoc.plans.suspend(issuer, plan, 'Sau sao lưu', sending()));
}, 240_000);
afterAll(() => rig.stop());

it('holds every receipt that was given before, and what was read back agrees with itself in every table', async () => {
  const { db } = await testDatabase();
  try {
    const { rows } = await readBackup(db, given(lines));
    expect(rows).toBe(Number((JSON.parse(lines.at(-1)!) as { rows: number }).rows));
    for (const { seq, hash } of promised) {
      const found = await sql<{
        hash: string;
      }>`select encode(hash, 'hex') as hash from events where lane = ${cascadeLane(plan, 1)} and seq = ${seq}`.execute(db);
      expect(found.rows).toEqual([{ hash }]);
    }
    // Chains, projections, next firings: nothing is lacking but what Temporal knows.
    expect((await reconcile({ db, nowMs: await rig.clock.nowMs() })).findings).toEqual([]);
    // Numbers that the database gives go on after those that were read.
    const { rows: next } = await sql<{
      ok: boolean;
    }>`select nextval(pg_get_serial_sequence('commands', 'ord')) > (select max(ord) from commands) as ok`.execute(db);
    expect(next).toEqual([{ ok: true }]);
    // No reminder that went out goes out again: what was sent is known as sent.
    const deliveries = (source: Db) => source.selectFrom('deliveries').select(['id', 'state', 'message_id', 'sent_ms']).execute();
    const [kept, now] = [await deliveries(db), await deliveries(rig.db)];
    expect(kept.length).toBeGreaterThan(10);
    for (const delivery of kept) expect(now).toContainEqual(delivery);
  } finally {
    await db.destroy();
  }
}, 120_000);

it('is refused where records are, where it was cut off, and where it is something else; nothing is left of it then', async () => {
  await expect(readBackup(rig.db, given(lines))).rejects.toMatchObject({ code: 'RECORDS_EXIST' });
  const { db } = await openPglite();
  try {
    for (const bad of [['{"title":"other"}'], ['not json'], [], lines.slice(0, -1), lines.slice(0, Math.floor(lines.length / 2))])
      await expect(readBackup(db, given(bad))).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' });
    const { rows } = await sql`select 1 from events`.execute(db);
    expect(rows).toEqual([]);
    // So it can still be read whole.
    await readBackup(db, given(lines));
  } finally {
    await db.destroy();
  }
}, 120_000);
