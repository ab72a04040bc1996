import type { Actor } from '../domain/access.js';
import { formatNumber, formatPeriod } from '../domain/number.js';
import { collectedPeriods } from '../store/reports.js';
import { unitNames } from '../store/units.js';
import { dayOfMs } from '../domain/day.js';
import { columns, RUNGS_SAID } from './demo-tables.js';
import type { Played } from './play.js';
import { actorFor, type Stage } from './play-stage.js';

function issuerOf({ spec }: Played): Actor {
  return actorFor('issuer', spec.issuer);
}

/** The closing tables: four official states by plan, consolidated totals with coverage, who is late, and how high the ladder went. */
export async function finalTables(stage: Stage, played: Played[]): Promise<string> {
  return [
    await statesTable(stage, played),
    await totalsTable(stage, played),
    await lateTable(stage, played),
    await ladderTable(stage, played),
  ].join('\n');
}

async function statesTable({ dondoc }: Stage, played: Played[]): Promise<string> {
  const states = ['doneOnTime', 'doneLate', 'openInTime', 'openOverdue', 'nil', 'waitingGuidance', 'standing', 'exempt'];
  const heads = ['Kế hoạch', 'xong đúng hạn', 'xong quá hạn', 'còn hạn', 'quá hạn', 'không p.sinh', 'chờ h.dẫn', 'thường xuyên', 'miễn'];
  const rows = [];
  for (const on of played) {
    const { counts } = await dondoc.plans.status(issuerOf(on), on.id);
    rows.push([on.plan.symbol!, ...states.map((state) => counts[state] ?? 0)]);
  }
  return columns('Nhiệm vụ theo trạng thái', heads, rows);
}

async function totalsTable({ db, dondoc }: Stage, played: Played[]): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const on of played)
    for (const key of [...(await collectedPeriods(db, on.id))].sort((a, b) => (a < b ? -1 : 1))) {
      const [item, period] = key.split('|') as [string, string];
      const { consolidated, differences } = await dondoc.plans.consolidated(issuerOf(on), on.id, item, period);
      const [field, figure] = Object.entries(consolidated.figures)[0] ?? ['–', undefined];
      const { delivered, expected } = consolidated.coverage;
      const total = figure?.value == null ? '–' : formatNumber(figure.value);
      rows.push([
        on.plan.symbol!,
        item,
        period === 'once' ? '–' : formatPeriod(period, 'vi'),
        `${delivered}/${expected}`,
        field,
        total,
        differences.length,
      ]);
    }
  return columns(
    'Tổng hợp đã chốt (số liệu đầu của mỗi báo cáo)',
    ['Kế hoạch', 'Báo cáo', 'Kỳ', 'Độ phủ', 'Số liệu', 'Tổng', 'Chênh lệch'],
    rows,
  );
}

async function lateTable(stage: Stage, played: Played[]): Promise<string> {
  const { db, dondoc, clock } = stage;
  const late = new Map<string, number>();
  for (const on of played) {
    const page = await dondoc.plans.cascade(issuerOf(on), on.id, { limit: 200 });
    for (const { unit, reports, tasks } of page.units.items)
      if (reports.overdue > 0 && tasks) late.set(unit.id, (late.get(unit.id) ?? 0) + reports.overdue);
  }
  const names = await unitNames(db, [...late.keys()], dayOfMs(await clock.nowMs()));
  const worst = [...late].sort(([, a], [, b]) => b - a).slice(0, 8);
  return columns(
    'Nợ báo cáo nhiều nhất',
    ['Đơn vị', 'Báo cáo quá hạn'],
    worst.map(([id, count]) => [names.get(id)?.name ?? id, count]),
  );
}

async function ladderTable({ db }: Stage, played: Played[]): Promise<string> {
  const rows = [];
  for (const { id, plan } of played) {
    const rungs = await db.selectFrom('duties').select(['rung']).where('plan_id', '=', id).where('rung', 'is not', null).execute();
    rows.push([plan.symbol!, ...Object.keys(RUNGS_SAID).map((rung) => rungs.filter((row) => row.rung === rung).length)]);
  }
  return columns('Bậc đôn đốc cao nhất đã đến, theo nhiệm vụ', ['Kế hoạch', ...Object.values(RUNGS_SAID)], rows);
}

/** Pace of Kim Bôi on 31/05/2022, beside the even one. */
export async function paceOfKimBoi({ dondoc, db }: Stage, played: Played[]): Promise<string> {
  const on = played[0]!;
  const [target] = await dondoc.plans.targets(issuerOf(on), on.id, '2022-05-31');
  const names = await unitNames(
    db,
    (target?.pace ?? []).map(({ unit }) => unit),
    '2022-05-31',
  );
  const rows = (target?.pace ?? []).map(({ unit, value, quota, percent, evenValue, neededPerMonth, behind }) => [
    names.get(unit)?.code ?? unit,
    `${formatNumber(value)}/${formatNumber(quota)}`,
    percent === null ? '–' : `${formatNumber(percent, 1)} %`,
    formatNumber(evenValue, 1),
    neededPerMonth === null ? '–' : formatNumber(neededPerMonth, 1),
    behind ? 'chậm' : 'đúng tiến độ',
  ]);
  return columns('Tiến độ kết nạp đến 31/05/2022 (77-KH/TU)', ['Đơn vị', 'Đạt', 'Tỷ lệ', 'Đều', 'Cần mỗi tháng', 'Đánh giá'], rows);
}
