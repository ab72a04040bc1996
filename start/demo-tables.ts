import type { PlanStatus, TargetView } from '../client/dondoc.js';
import { dayOfMs } from '../domain/day.js';
import { standingOf } from '../domain/duty.js';
import { RUNGS } from '../domain/plan.js';
import { dayText, numberText, periodText } from '../i18n/format.js';
import { frozenReport } from '../store/consolidated.js';
import { listDuties } from '../store/duties.js';
import type { Chronicle } from './demo-chronicle.js';
import { bar, type Column, short, type Style, table } from './demo-print.js';
import type { Played } from './play.js';
import { actorFor, type Stage } from './play-stage.js';

const text = (title: string): Column => ({ title });
const number = (title: string): Column => ({ title, right: true });
const dash = (value: number | undefined): string | number => (value ? value : '–');

/** What the final tables are made from. */
export interface Ended {
  stage: Stage;
  played: Played[];
  chronicle: Chronicle;
  style: Style;
}

/** Every duty of every plan in the official states, and those outside them. */
export async function statesTable({ stage, played, style }: Ended): Promise<string[]> {
  const rows: (string | number)[][] = [];
  for (const { id, plan, spec } of played) {
    const { counts, stale } = (await stage.dondoc.plans.status(actorFor('issuer', spec.issuer), id)) as PlanStatus;
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const standing = counts.standing ? `${counts.standing}${stale > 0 ? ` (${stale} thiếu minh chứng)` : ''}` : '–';
    const row = [
      (counts.doneOnTime ?? 0) + (counts.nil ?? 0),
      counts.doneLate,
      counts.openInTime,
      counts.openOverdue,
      counts.waitingGuidance,
    ];
    rows.push([plan.symbol ?? '', all, ...row.map(dash), standing]);
  }
  const columns = [text('Kế hoạch'), number('Nhiệm vụ'), number('Xong đúng hạn'), number('Xong quá hạn'), number('Chưa xong, trong hạn')];
  return table([...columns, number('Chưa xong, quá hạn'), number('Chờ hướng dẫn'), text('Thường xuyên')], rows, style);
}

/** Consolidated reports: the newest of each kind, with coverage, the first totals, and what came after the figures were frozen. */
export async function consolidatedTable({ stage, played, chronicle, style }: Ended, most = 3): Promise<string[]> {
  const rows: (string | number)[][] = [];
  for (const { id, plan } of played) {
    const entries = chronicle.entries.get(id)!;
    for (const report of plan.reports) {
      const collected = entries.filter(({ type, item }) => type === 'consolidated' && item === report.id);
      for (const { period = '' } of collected.slice(-most)) {
        const { coverage, figures } = (await frozenReport(stage.db, id, report.id, period))!.consolidated;
        const sum = report.form.figures.find(({ rollup }) => rollup === 'sum')!;
        const total = `${short(sum.label, 40)}: ${numberText(figures[sum.id]?.value ?? 0, 'vi')}`;
        const notes = entries.filter(({ type, item, period: of }) => type === 'differenceNoted' && item === report.id && of === period);
        const time = periodText(period, 'vi') || 'một lần';
        rows.push([
          plan.symbol ?? '',
          short(report.title, 38),
          time,
          `${coverage.delivered}/${coverage.expected}`,
          dash(notes.length),
          total,
        ]);
      }
    }
  }
  const columns = [text('Kế hoạch'), text('Báo cáo'), text('Kỳ'), number('Đơn vị'), number('Chênh lệch'), text('Số tổng hợp')];
  return table(columns, rows, style);
}

/** Pace of the units that hold shares of a target, the slowest first; `first` stands at the head, whatever its pace. */
export function paceTable(view: TargetView, nameOf: (unit: string) => string, first: string, style: Style, most = 8): string[] {
  const slowest = view.pace.toSorted((a, b) => (a.percent ?? 0) - (b.percent ?? 0)).filter(({ unit }) => unit !== first);
  const shown = [...view.pace.filter(({ unit }) => unit === first), ...slowest].slice(0, most);
  const rows = shown.map(({ unit, value, quota, percent, evenValue, evenPercent, neededPerMonth, behind }) => [
    nameOf(unit),
    `${value}/${quota}`,
    `${numberText(percent ?? 0, 'vi')} %`,
    bar(quota === 0 ? 0 : value / quota, 24),
    `${numberText(evenValue, 'vi')} (${numberText(evenPercent, 'vi')} %)`,
    numberText(neededPerMonth ?? 0, 'vi'),
    behind ? 'chậm' : 'kịp',
  ]);
  const columns = [text('Đơn vị'), number('Đạt'), number('Tỷ lệ'), text(''), number('Nhịp đều'), number('Cần mỗi tháng'), text('')];
  return table(columns, rows, style);
}

/** The year of one unit towards its share: what each month added, and where that stood beside an even pace. */
export function yearTable({ chronicle, style }: Ended, on: { plan: Played; unit: string; target: string; quota: number }): string[] {
  const moves = chronicle.entries
    .get(on.plan.id)!
    .filter(({ type, item, units }) => type === 'targetMoved' && item === on.target && units.includes(on.unit));
  let before = 0;
  const rows = moves.map(({ atMs, data }, index) => {
    const value = Number(data.value);
    const months = index + 2;
    const row = [dayText(dayOfMs(atMs), 'vi'), `+${value - before}`, `${value}/${on.quota}`, bar(value / on.quota, 30)];
    before = value;
    return [...row, `${numberText((value / on.quota) * 100, 'vi')} %`, numberText((on.quota * months) / 12, 'vi')];
  });
  return table([text('Báo cáo ngày'), number('Thêm'), number('Đạt'), text(''), number('Tỷ lệ'), number('Nhịp đều')], rows, style);
}

/** Bodies with the most that is overdue or came late. */
export async function lateTable({ stage, played, chronicle, style }: Ended, most = 10): Promise<string[]> {
  const nowMs = await stage.clock.nowMs();
  const byUnit = new Map<string, { overdue: number; late: number; plans: Set<string> }>();
  for (const { id, plan, spec } of played)
    for (const duty of await listDuties(stage.db, { bodies: [spec.issuer], today: dayOfMs(nowMs) }, { plan: id })) {
      const { state } = standingOf(duty, nowMs);
      if (state !== 'openOverdue' && state !== 'doneLate') continue;
      const row = byUnit.get(duty.unit) ?? { overdue: 0, late: 0, plans: new Set<string>() };
      row[state === 'openOverdue' ? 'overdue' : 'late'] += 1;
      row.plans.add(plan.symbol ?? '');
      byUnit.set(duty.unit, row);
    }
  const worst = [...byUnit].sort(([, a], [, b]) => b.overdue - a.overdue || b.late - a.late).slice(0, most);
  const rows = worst.map(([unit, { overdue, late, plans }]) => [
    short(chronicle.nameOf(unit), 52),
    dash(overdue),
    dash(late),
    [...plans].join(', '),
  ]);
  return table([text('Đơn vị'), number('Quá hạn chưa xong'), number('Xong muộn'), text('Trong kế hoạch')], rows, style);
}

const RUNG_TITLES = ['Nhắc', 'Đôn đốc', 'Người đứng đầu', 'Ban Thường vụ', 'Đề xuất kiểm điểm'];

/** How often each rung of the ladder was reached, by plan. */
export function rungsTable({ played, chronicle, style }: Ended): string[] {
  const rows = played.map(({ id, plan }) => {
    const escalated = chronicle.entries.get(id)!.filter(({ type }) => type === 'escalated');
    const of = (rung: string) => escalated.filter(({ data }) => data.rung === rung).reduce((sum, { units }) => sum + units.length, 0);
    return [plan.symbol ?? '', ...RUNGS.map((rung) => dash(of(rung)))];
  });
  return table([text('Kế hoạch'), ...RUNG_TITLES.map(number)], rows, style);
}
