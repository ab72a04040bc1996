import type { Transaction } from 'kysely';
import type { CascadeEvent } from '../../domain/cascade.js';
import { atHourMs, endOfDayMs } from '../../domain/day.js';
import { DIGEST_SETTLE_MS } from '../../domain/digest.js';
import { noticesOf } from '../../domain/notice.js';
import type { PlanEvent } from '../../domain/plan-life.js';
import { isSilent, readContexts } from '../../relay/notice-context.js';
import { writeNotices } from '../../relay/notices.js';
import { putContent } from '../../store/content.js';
import { type Db, openPglite } from '../../store/database.js';
import type { EventRow } from '../../store/events.js';
import { migrate } from '../../store/migrate.js';
import type { Database } from '../../store/tables.js';

type Event = CascadeEvent | PlanEvent;

const PLAN = 'plan00000001';
const CASCADE = `plan:${PLAN}:cascade:01`;
const LIFE = `plan:${PLAN}`;
const DAY = '2026-11-13';
const atMs = atHourMs(DAY, 8);
const dueMs = endOfDayMs('2026-11-20');
const round = { item: 'annual', period: '2026', atMs };
const units = ['unitA', 'unitB'];
const on = { ...round, unit: 'unitA' };
const clock = { points: [] };

/** One of every kind of event, by lane. */
const CASCADE_EVENTS: CascadeEvent[] = [
  { type: 'opened', plan: PLAN, rounds: [], classes: [], recipients: {}, atMs },
  { type: 'received', unit: 'unitA', late: false, atMs },
  { type: 'ownPlanLinked', unit: 'unitA', ownPlan: 'plan00000002', late: false, atMs },
  { type: 'progressed', ...on },
  { type: 'completed', late: false, ...on },
  { type: 'evidenced', ...on },
  { type: 'targetMoved', value: 1, met: false, late: false, ...on },
  { type: 'submitted', version: 1, late: false, ...on },
  { type: 'resubmitted', version: 2, late: false, ...on },
  { type: 'returned', version: 1, repairDueMs: dueMs, repairPoints: [], ...on },
  { type: 'accepted', version: 1, late: false, ...on },
  { type: 'urged', n: 1, ...on },
  { type: 'reviewDecided', decision: 'review', ...on },
  { type: 'roundOpened', ...round },
  { type: 'reminded', n: -7, units, ...round },
  ...(['reminded', 'urged', 'toHead', 'toStandingCommittee', 'proposedForReview'] as const).map((rung) => ({
    type: 'escalated' as const,
    rung,
    n: 5,
    units,
    ...round,
  })),
  { type: 'superseded', point: 'remind', n: -7, units, ...round },
  { type: 'fellDue', units, ...round },
  { type: 'wentStale', units, ...round },
  { type: 'paceChecked', n: 1, share: 0.5, units, values: [1, 2], ...round },
  { type: 'woken', guidance: 'g', clocks: { 'annual|2026': clock }, atMs },
  { type: 'suspended', atMs },
  { type: 'resumed', clocks: {}, atMs },
  { type: 'revoked', atMs },
  { type: 'concluded', atMs },
  { type: 'ticked', n: 1, atMs },
];
const LIFE_EVENTS: PlanEvent[] = [
  { type: 'issued', plan: PLAN, collections: [], awaits: [], recipients: 2, lanes: 1, atMs },
  { type: 'suspended', atMs },
  { type: 'resumed', shiftDays: 3, suspendedMs: atMs, atMs },
  { type: 'revoked', atMs },
  { type: 'concluded', atMs },
  { type: 'guidanceRegistered', guidance: 'g', guidanceId: 'g1', atMs },
  { type: 'collectionDue', ...round },
  { type: 'consolidated', revision: 1, coverage: { expected: 2, delivered: 1, nil: 0 }, ...round },
  { type: 'differenceNoted', unit: 'unitA', revision: 2, ...round },
  { type: 'ticked', n: 1, atMs },
];
const ALL = [...CASCADE_EVENTS.map((event) => [CASCADE, event] as const), ...LIFE_EVENTS.map((event) => [LIFE, event] as const)];

let seq = 0;
function row(lane: string, { type, atMs: at, ...data }: Event): EventRow {
  seq += 1;
  const none = { commandId: null, actor: null, forUnit: null, contentHash: null, hash: Buffer.alloc(0) };
  return { lane, seq, type, v: 1, data, atMs: at, recordedMs: at, ...none };
}

let db: Db;
let statements = 0;
const counting = (): Db =>
  db.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
const within = <T>(work: (trx: Transaction<Database>) => Promise<T>) => counting().transaction().execute(work);

beforeAll(async () => {
  ({ db } = await openPglite());
  await migrate(db);
  // A staff body receives the reports, another stands between; unitB moved under unitA after the day of the events.
  const bodies = [
    ['issuer', null, '2020-01-01', null],
    ['staff', 'issuer', '2020-01-01', null],
    ['between', 'issuer', '2020-01-01', null],
    ['unitA', 'issuer', '2020-01-01', null],
    ['unitB', 'issuer', '2020-01-01', DAY],
    ['unitB', 'unitA', '2026-11-14', null],
  ] as const;
  for (const [unit_id, parent_id, valid_from, valid_to] of bodies)
    await db
      .insertInto('unit_versions')
      .values({ unit_id, parent_id, valid_from, valid_to, code: `C-${unit_id}`, name: '', name_fold: '', kind: 'partyCommittee', level: 1 })
      .execute();
  const file_hash = await putContent(db, Buffer.from(JSON.stringify({ reports: [{ id: 'annual', to: 'C-staff' }] })), 0);
  await db
    .insertInto('plans')
    .values({ id: PLAN, issuer_id: 'issuer', type: 'plan', subject: '', status: 'inForce', file_hash, created_ms: 0 })
    .execute();
  await db.insertInto('relations').values({ plan_id: PLAN, item: 'annual', unit_id: 'between', relation: 'via' }).execute();
  await db
    .insertInto('rounds')
    .values({ plan_id: PLAN, item: 'annual', period: '2026', idx: 0, kind: 'report', opens_ms: 0, due_ms: dueMs, points: '[]', why: '[]' })
    .execute();
  for (const unit_id of units) {
    await db.insertInto('recipients').values({ plan_id: PLAN, unit_id, purposes: '[]', lane: CASCADE, class: 0 }).execute();
    await db
      .insertInto('duties')
      .values({ plan_id: PLAN, unit_id, item: 'annual', period: '2026', kind: 'report', opens_ms: 0, due_ms: dueMs, quota: 150 })
      .execute();
  }
  await db.insertInto('persons').values({ id: 'clerk', name: '', email: 'clerk@dv.example', created_ms: 0 }).execute();
  await db
    .insertInto('grants')
    .values({ id: 'g', person_id: 'clerk', role: 'clerk', unit_id: 'unitA', valid_from: '2020-01-01', valid_to: null })
    .execute();
});
beforeEach(async () => {
  await db.deleteFrom('deliveries').execute();
  await db.deleteFrom('notices').execute();
  statements = 0;
});
afterAll(() => db.destroy());

const full = (lane: string) => ({
  lane: lane === LIFE ? ('plan' as const) : ('cascade' as const),
  part: 1,
  plan: { id: PLAN, issuer: 'issuer' },
  recipients: () => units,
  holdersOf: () => units,
  superiorOf: () => 'issuer',
  reviewerOf: () => 'staff',
  viaOf: () => 'between',
  dueMsOf: () => dueMs,
  quotaOf: () => 150,
});

test.each(ALL)('in %s, what is read for %j is what its notices need', async (lane, event) => {
  const given = row(lane, event);
  const expected = noticesOf(event, full(lane));
  const contextOf = await within((trx) => readContexts(trx, PLAN, [given]));
  expect(noticesOf(event, contextOf(given))).toEqual(expected);
  if (isSilent(given)) expect(expected).toEqual([]);
});

test('events that tell nobody cost no statement', async () => {
  const silent = ALL.map(([lane, event]) => row(lane, event)).filter(isSilent);
  expect(await within((trx) => writeNotices(trx, PLAN, silent, atMs))).toBe(false);
  expect([silent.length, statements]).toEqual([17, 0]);
});

test('a batch of submissions costs a handful of statements, however many; the plan file is read once for all batches', async () => {
  const batch = () =>
    Array.from({ length: 200 }, (_, n) => row(CASCADE, { type: 'submitted', version: 1, late: false, ...on, unit: `unit${seq}-${n}` }));
  // As the recording of a batch has them at hand.
  const { file_hash: fileHash } = await db.selectFrom('plans').select('file_hash').executeTakeFirstOrThrow();
  const facts = { issuer: 'issuer', fileHash, inForceMs: atMs };
  await within((trx) => writeNotices(trx, PLAN, batch(), atMs, facts));
  statements = 0;
  await within((trx) => writeNotices(trx, PLAN, batch(), atMs, facts));
  expect(statements).toBeLessThanOrEqual(4);
});

test('a batch recorded twice makes each notice and each delivery once', async () => {
  const rows = ALL.map(([lane, event]) => row(lane, event));
  expect(await within((trx) => writeNotices(trx, PLAN, rows, atMs))).toBe(true);
  const count = async () => [
    (await db.selectFrom('notices').select('id').execute()).length,
    (await db.selectFrom('deliveries').select('id').execute()).length,
  ];
  const once = await count();
  expect(once[0]).toBeGreaterThan(30);
  expect(await within((trx) => writeNotices(trx, PLAN, rows, atMs))).toBe(false);
  expect(await count()).toEqual(once);
});

test.each([
  ['in time leaves with the digest of its day', atMs, atMs + DIGEST_SETTLE_MS],
  ['after an outage leaves when what is late with it has been recorded', atMs + 7_200_000, atMs + 7_200_000 + DIGEST_SETTLE_MS],
])('a reminder recorded %s', async (_name, recordedMs, leavesMs) => {
  await within((trx) => writeNotices(trx, PLAN, [row(CASCADE, { type: 'reminded', n: -7, units: ['unitA'], ...round })], recordedMs));
  expect(await db.selectFrom('deliveries').select(['due_ms', 'state']).execute()).toEqual([{ due_ms: leavesMs, state: 'waiting' }]);
});

test('the delivery is woken for what leaves at once, and of what waits for a digest for the first alone', async () => {
  const recordedMs = atMs + 3_600_000;
  const woken = (event: CascadeEvent) => within((trx) => writeNotices(trx, PLAN, [row(CASCADE, event)], recordedMs));
  const later = { atMs: recordedMs };
  expect(await woken({ type: 'accepted', version: 1, late: false, ...on, ...later })).toBe(true);
  expect(await woken({ type: 'accepted', version: 2, late: false, ...on, ...later })).toBe(false);
  expect(await woken({ type: 'urged', n: 1, ...on, ...later })).toBe(true);
  // The first failed for now: its time is the retries', and wakes nobody.
  await db.updateTable('deliveries').set({ last_error: 'MAIL_SERVER: away' }).execute();
  expect(await woken({ type: 'accepted', version: 3, late: false, ...on, ...later })).toBe(true);
});
