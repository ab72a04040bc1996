import { addDays, atHourMs, clampedDay, type Day } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import type { TimedCommand } from '../domain/rehearsal.js';
import { feedsOf, type ReportBody } from '../domain/report.js';

/**
 * Kim Bôi's year in its own plan, month by month: 46 admitted of 150 by the end of May, behind the even pace; then it catches up. February's
 * report holds January too. What its bodies report is what the district tells the province, by the draft that its consolidation makes.
 */
const ADMITTED: readonly [month: number, persons: number][] = [
  [2, 12],
  [3, 9],
  [4, 11],
  [5, 14],
  [6, 13],
  [7, 14],
  [8, 15],
  [9, 16],
  [10, 16],
  [11, 16],
  [12, 16],
];
const YEAR = 2022;
const ITEM = 'so-lieu-thang';
const [BODY_HOUR, REVIEW_HOUR, DISTRICT_HOUR] = [9, 15, 11];

/** Reports of every body of Kim Bôi for each month, in time, and their acceptance the same day. */
export function kimBoiReports(plan: Plan): TimedCommand[] {
  const target = plan.targets[0]!;
  const shares = target.allotment!.shares;
  const { form } = plan.reports.find(({ id }) => id === ITEM)!;
  const share = sharing(shares);
  return ADMITTED.flatMap(([month, persons]) => {
    const own = share(persons);
    return shares.flatMap(({ unit }, index): TimedCommand[] => {
      const admitted = own[index]!;
      const body: ReportBody = {
        figures: { 'ket-nap': admitted, nguon: 3 + (index % 4), 'chinh-thuc': admitted > 0 ? 1 : 0, 'dung-han': admitted > 0 ? 1 : 0 },
        narrative: {},
      };
      const on = { unit, item: ITEM, period: periodOf(month) };
      const day = dayAfter(month, 2);
      return [
        { atMs: atHourMs(day, BODY_HOUR), lane: 'cascade', command: { type: 'submit', ...on, feeds: feedsOf(form, body) }, body },
        { atMs: atHourMs(day, REVIEW_HOUR), lane: 'cascade', command: { type: 'accept', ...on } },
      ];
    });
  });
}

/** The district's reports to the province: the draft made from its own plan's figures, sent as it stands, and accepted the day after. */
export function kimBoiUpward(): TimedCommand[] {
  const monthly = ADMITTED.flatMap(([month, persons]): TimedCommand[] => {
    const on = { unit: 'HU-KIMBOI', item: ITEM, period: periodOf(month) };
    const feeds = [{ target: 'ket-nap-moi', as: 'increment' as const, value: persons }];
    const day = dayAfter(month, 7);
    return [
      { atMs: atHourMs(day, DISTRICT_HOUR), lane: 'cascade', command: { type: 'submit', ...on, feeds } },
      { atMs: atHourMs(addDays(day, 1), REVIEW_HOUR), lane: 'cascade', command: { type: 'accept', ...on } },
    ];
  });
  const on = { unit: 'HU-KIMBOI', item: 'bao-cao-nam', period: String(YEAR) };
  const yearly: TimedCommand[] = [
    { atMs: atHourMs(`${YEAR}-12-19`, DISTRICT_HOUR), lane: 'cascade', command: { type: 'submit', ...on }, body: YEARLY },
    { atMs: atHourMs(`${YEAR}-12-20`, REVIEW_HOUR), lane: 'cascade', command: { type: 'accept', ...on } },
  ];
  return [...monthly, ...yearly];
}

/** The district's report of the year, written before December's figures are in. */
const YEARLY: ReportBody = {
  figures: { 'ket-nap-nam': 136, lop: 3, tuoi: 31, 'hoan-thanh': 0 },
  narrative: {
    'ket-qua': 'Kết nạp 136 đảng viên; chậm từ đầu năm, tăng dần từ quý III.',
    'han-che': 'Năm tháng đầu mới đạt 30,7 % chỉ tiêu.',
    'nguyen-nhan': 'Nguồn quần chúng ở một số cơ sở còn ít.',
    'phuong-huong': 'Hoàn thành chỉ tiêu trong tháng 12.',
  },
};

/** Persons shared out one by one, each to the body furthest behind its allotted share; answers what each has of the next so many. */
function sharing(shares: readonly { value: number }[]): (persons: number) => number[] {
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  const given = shares.map(() => 0);
  return (persons) => {
    const before = [...given];
    for (let n = 0; n < persons; n += 1) {
      const reached = given.reduce((sum, own) => sum + own, 0) + 1;
      const behind = shares.map(({ value }, index) => (value * reached) / total - given[index]!);
      given[behind.indexOf(Math.max(...behind))]! += 1;
    }
    return given.map((own, index) => own - before[index]!);
  };
}

function periodOf(month: number): string {
  return `${YEAR}-M${String(month).padStart(2, '0')}`;
}

function dayAfter(month: number, day: number): Day {
  return clampedDay(YEAR, month + 1, day);
}
