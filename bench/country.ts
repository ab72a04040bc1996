import { sql } from 'kysely';
import { putContent } from '../store/content.js';
import type { Db } from '../store/database.js';

export const PROVINCES = 34;
export const COMMUNES = 3321;

/** Bodies of a country: a root, provinces beneath it, communes beneath them. */
export function countryUnits(): string {
  const rows = ['code,name,kind,level,parent,headName,headPosition,specialRegime,tags,terms,validFrom,validTo,sample'];
  rows.push('ROOT,Ban Chấp hành,partyCommittee,1,,,,,,2020-2030:2020-01-01..2030-12-31,2020-01-01,,');
  for (let n = 1; n <= PROVINCES; n += 1) rows.push(`P${n},Tỉnh ủy số ${n},partyCommittee,2,ROOT,,,,,,2020-01-01,,`);
  for (let n = 1; n <= COMMUNES; n += 1) rows.push(`C${n},Đảng ủy xã số ${n},grassrootsOrg,3,P${(n % PROVINCES) + 1},,,,,,2020-01-01,,`);
  return rows.join('\n');
}

/** A plan with a monthly report of every commune. */
export function countryPlan(year: number): string {
  return `dondoc: plan/1
symbol: 01-KH/TU
type: plan
issuer: ROOT
subject: Kế hoạch của cả nước
date: ${year}-01-05
horizon: { from: ${year}-01-05, to: ${year}-12-31 }
recipients: [{ purpose: toImplement, to: [{ depth: all, kinds: [grassrootsOrg] }] }]
receipt: { due: { within: 60, unit: calendar, after: issue } }
tasks:
  - { id: t1, title: Một việc, lead: [{ depth: all, kinds: [grassrootsOrg] }], timing: { kind: dated, due: { on: ${year}-12-01 } } }
reports:
  - id: r1
    title: Báo cáo tháng
    reporters: [{ depth: all, kinds: [grassrootsOrg] }]
    period: month
    due: { dayOfMonth: 8, of: nextMonth }
    form:
      figures: [{ id: a, label: Số, unit: người, required: true, rollup: sum }]
      narrative: []
`;
}

/**
 * Makes of one issued plan what a year leaves behind, in the tables that are read: twelve periods of its report, of which three in four are
 * accepted and one in four is still owed, then so many plans like it, each with its duties, versions, notices and events.
 */
export async function growYear(db: Db, plan: string, plans: number, year: number): Promise<void> {
  const start = Date.UTC(year, 0, 1) - 7 * 3_600_000;
  const DAY = 86_400_000;
  await sql`delete from rounds where plan_id = ${plan} and item = 'r1'`.execute(db);
  await sql`delete from duties where plan_id = ${plan} and item = 'r1'`.execute(db);
  await sql`insert into rounds (plan_id, item, period, idx, kind, opens_ms, stated_day, due_ms, points, why)
    select ${plan}, 'r1', ${String(year)} || '-M' || lpad(m::text, 2, '0'), m, 'report', ${start}::bigint + (m - 1) * 30 * ${DAY}::bigint,
      make_date(${year}, m, 8), ${start}::bigint + (m * 30 + 8) * ${DAY}::bigint, '[]', '[]' from generate_series(1, 12) m`.execute(db);
  await sql`insert into duties (plan_id, unit_id, item, period, kind, opens_ms, due_ms, done_ms, review, version, seq)
    select r.plan_id, r.unit_id, 'r1', o.period, 'report', o.opens_ms, o.due_ms, case when h % 4 > 0 then o.due_ms - ${DAY}::bigint end,
      case when h % 4 > 0 then 'accepted' end, case when h % 4 > 0 then 1 else 0 end, o.idx
    from recipients r join rounds o on o.plan_id = r.plan_id and o.item = 'r1'
      cross join lateral (select abs(hashtext(r.unit_id || o.period)) as h) x where r.plan_id = ${plan}`.execute(db);
  const report = await putContent(db, Buffer.from(JSON.stringify({ figures: { a: 5 }, narrative: {} })), 0);
  await sql`insert into report_versions (plan_id, unit_id, item, period, version, content_hash, lodged_ms, late, nil, accepted_ms)
    select plan_id, unit_id, item, period, 1, ${report}, done_ms, false, false, done_ms + ${DAY}::bigint
    from duties where plan_id = ${plan} and item = 'r1' and done_ms is not null`.execute(db);
  await sql`insert into events (lane, seq, type, v, data, at_ms, recorded_ms, hash)
    select r.lane, 10 + row_number() over (order by d.done_ms, d.unit_id), 'submitted', 1,
      jsonb_build_object('unit', d.unit_id, 'item', 'r1', 'period', d.period, 'version', 1), d.done_ms, d.done_ms, ''
    from duties d join recipients r on r.plan_id = d.plan_id and r.unit_id = d.unit_id
    where d.plan_id = ${plan} and d.item = 'r1' and d.done_ms is not null`.execute(db);
  for (let n = 1; n < plans; n += 1) await copyPlan(db, plan, `bench${String(n).padStart(7, '0')}`, n);
  await sql`vacuum analyze`.execute(db);
}

const COPIED = ['plan_items', 'rounds', 'recipients', 'relations', 'duties', 'report_versions'];

async function copyPlan(db: Db, from: string, to: string, n: number): Promise<void> {
  await copyRows(db, 'plans', 'id', from, to, { ordinal: sql`${n + 1}::int`, symbol: sql`${`${String(n + 1)}-KH/TU`}` });
  await sql`insert into lanes (lane, kind, plan_id, n, seq) values (${`plan:${to}`}, 'plan', ${to}, 0, 3), (${`plan:${to}:cascade:01`}, 'cascade', ${to}, 1, 3)`.execute(
    db,
  );
  for (const table of COPIED)
    await copyRows(db, table, 'plan_id', from, to, table === 'recipients' ? { lane: sql`${`plan:${to}:cascade:01`}` } : {});
  await sql`insert into notices (plan_id, kind, unit_id, occurrence, body, role, urgency, data, at_ms, recorded_ms)
    select ${to}, 'planReceived', unit_id, '1', unit_id, 'holder', 'digest', '{}', 0, 0 from recipients where plan_id = ${to}`.execute(db);
}

/** Copies the rows of a table that belong to one plan to another; some columns get other values. */
async function copyRows(
  db: Db,
  table: string,
  key: string,
  from: string,
  to: string,
  other: Record<string, ReturnType<typeof sql>>,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
    where table_name = ${table} and is_identity = 'NO' order by ordinal_position`.execute(db);
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => (name === key ? sql`${to}` : (other[name] ?? sql.ref(name))));
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(values)} from ${sql.table(table)} where ${sql.ref(key)} = ${from}`.execute(db);
}
