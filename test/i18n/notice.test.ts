import { atHourMs, endOfDayMs } from '../../domain/day.js';
import { type Notice, NOTICE_KINDS, type NoticeKind, noticesOf } from '../../domain/notice.js';
import { RUNGS } from '../../domain/plan.js';
import { dayText, numberText, periodText } from '../../i18n/format.js';
import { type NoticeNames, renderNotice } from '../../i18n/notice.js';
import { aNotice, DUE_MS, noticeContext } from '../builders/notice.js';

const names: NoticeNames = { plan: () => '132-KH/TU', item: () => 'báo cáo năm', unit: (unit) => `Đảng bộ ${unit}` };

describe('days, numbers and periods in words', () => {
  test('days and numbers follow the language', () => {
    expect([dayText('2026-02-05', 'vi'), dayText('2026-02-05', 'en')]).toEqual(['05/02/2026', '2026-02-05']);
    const figures = [1600, 30.666, 62.5, 0, -1234567.25, -0.01, 999];
    expect(figures.map((value) => numberText(value, 'vi'))).toEqual(['1.600', '30,7', '62,5', '0', '-1.234.567,3', '0', '999']);
    expect(figures.map((value) => numberText(value, 'en'))).toEqual(['1,600', '30.7', '62.5', '0', '-1,234,567.3', '0', '999']);
    expect(numberText(1000, 'vi', 0)).toBe('1.000');
  });

  test.each([
    ['2022-W05', 'tuần 5/2022', 'week 5/2022'],
    ['2022-M02', 'tháng 02/2022', '2022-02'],
    ['2022-M05', 'tháng 5/2022', '2022-05'],
    ['2022-Q1', 'quý I/2022', 'Q1 2022'],
    ['2022-H1', '6 tháng đầu năm 2022', 'first half of 2022'],
    ['2022-H2', '6 tháng cuối năm 2022', 'second half of 2022'],
    ['2022-9M', '9 tháng năm 2022', 'nine months of 2022'],
    ['2022', 'năm 2022', '2022'],
    ['2022..2025', 'giai đoạn 2022-2025', 'stage 2022-2025'],
    ['term:2025..2030', 'nhiệm kỳ 2025-2030', 'term 2025-2030'],
    ['adHoc:2026-01-01..2026-03-31', 'từ 01/01/2026 đến 31/03/2026', 'from 2026-01-01 to 2026-03-31'],
    ['once', '', ''],
    ['unknown', 'unknown', 'unknown'],
  ])('period %s', (key, vi, en) => {
    expect(periodText(key, 'vi')).toBe(vi);
    expect(periodText(key, 'en')).toBe(en);
  });
});

/** A notice of each kind, as the rule makes it. */
const atMs = atHourMs('2026-11-27', 8);
const on = { item: 'annual', period: '2026', atMs };
const of = { ...on, unit: 'cellA1' };
const context = noticeContext({ quotaOf: () => 150 });
const life = noticeContext({ lane: 'plan' });
const EVERY: Notice[] = [
  ...noticesOf({ type: 'reminded', n: -7, ...on, units: ['cellA1'] }, context),
  ...noticesOf({ type: 'reminded', n: 0, ...on, units: ['cellA1'] }, context),
  ...noticesOf({ type: 'reminded', n: 3, ...on, units: ['cellA1'] }, context),
  ...RUNGS.flatMap((rung) => noticesOf({ type: 'escalated', rung, n: 5, ...on, units: ['cellA1', 'cellB1'] }, context)),
  ...RUNGS.flatMap((rung) => noticesOf({ type: 'escalated', rung, n: 5, ...on, units: ['cellA1'], repair: true }, context)),
  ...noticesOf({ type: 'fellDue', ...on, units: ['cellA1', 'cellB1'] }, context),
  ...noticesOf({ type: 'urged', n: 2, ...of }, context),
  ...noticesOf({ type: 'returned', version: 1, repairDueMs: endOfDayMs('2026-12-04'), repairPoints: [], ...of }, context),
  ...noticesOf({ type: 'submitted', version: 1, late: false, ...of }, context),
  ...noticesOf({ type: 'resubmitted', version: 2, late: false, ...of }, context),
  ...noticesOf({ type: 'accepted', version: 2, late: false, ...of }, context),
  ...(['returnUndone', 'acceptanceUndone'] as const).flatMap((type) => noticesOf({ type, version: 2, ...of }, context)),
  ...noticesOf({ type: 'reviewDecided', decision: 'review', ...of }, context),
  ...noticesOf({ type: 'paceChecked', n: 1, share: 5 / 12, ...on, units: ['cellA1'], values: [46] }, context),
  ...noticesOf({ type: 'paceChecked', n: 1, share: 5 / 12, ...on, units: ['cellA1'], values: [46] }, noticeContext()),
  ...noticesOf({ type: 'wentStale', ...on, units: ['cellA1'] }, context),
  ...noticesOf({ type: 'woken', guidance: 'hd', clocks: { 'annual|2026': { dueMs: DUE_MS, points: [] } }, atMs }, context),
  ...noticesOf({ type: 'woken', guidance: 'hd', clocks: { 'annual|2026': { points: [] } }, atMs }, context),
  ...noticesOf({ type: 'issued', plan: 'p', collections: [], awaits: [], recipients: 2, lanes: 1, atMs }, life),
  ...(['suspended', 'revoked', 'concluded'] as const).flatMap((type) => noticesOf({ type, atMs }, life)),
  ...[0, 30].flatMap((shiftDays) => noticesOf({ type: 'resumed', shiftDays, suspendedMs: 0, atMs }, life)),
  ...noticesOf(
    { type: 'consolidated', item: 'annual', period: '2026', revision: 1, coverage: { expected: 12, delivered: 11, nil: 1 }, atMs },
    life,
  ),
  ...noticesOf({ type: 'differenceNoted', ...of, revision: 2 }, life),
];

const first = (kind: NoticeKind): Notice => EVERY.find((notice) => notice.kind === kind)!;

describe('renderNotice', () => {
  test('every kind is said whole in both languages, with no hole left', () => {
    expect(new Set(EVERY.map(({ kind }) => kind))).toEqual(new Set(NOTICE_KINDS));
    for (const notice of EVERY)
      for (const language of ['vi', 'en'] as const) {
        const { title, line, why } = renderNotice(notice, language, names);
        for (const text of [title, line, why]) {
          expect(text).not.toMatch(/\{\w+\}|undefined|NaN|notice\.[a-z]/);
          expect(text.trim()).not.toBe('');
        }
      }
  });

  test('a reminder says what, when and why', () => {
    expect(renderNotice(first('reminded'), 'vi', names)).toEqual({
      title: 'Sắp đến hạn: báo cáo năm (năm 2026)',
      line: 'Chưa ghi nhận hoàn thành. Hạn: 20/11/2026. Đơn vị: Đảng bộ cellA1.',
      why: 'Điểm nhắc T−7 theo lịch nhắc của kế hoạch, ngày 27/11/2026; điểm rơi vào ngày nghỉ chuyển về ngày làm việc trước đó.',
    });
    expect(renderNotice(aNotice({ data: { n: 0 } }), 'vi', names).why).toContain('Điểm nhắc T theo');
    expect(renderNotice(aNotice({ tier: 'overdue', data: { n: 3 } }), 'vi', names).why).toContain('Điểm nhắc T+3 sau hạn');
  });

  test('pace is said with the figures that make it', () => {
    expect(renderNotice(first('behindPace'), 'vi', names).line).toBe(
      'Đạt 46/150 (30,7 %); tiến độ đều đến nay là 62,5. Đơn vị: Đảng bộ cellA1.',
    );
    const empty = { ...first('behindPace'), data: { share: 0.5, value: 0, quota: 0 } };
    expect(renderNotice(empty, 'vi', names).line).toContain('Đạt 0/0 (0 %)');
  });

  test('a return says until when to mend it', () => {
    expect(renderNotice(first('returned'), 'vi', names).line).toContain('chậm nhất hết ngày 04/12/2026');
  });

  test('the receipt and the own plan are named without asking', () => {
    const asked = { ...names, item: () => 'asked' };
    const title = (item: string) => renderNotice(aNotice({ item, period: 'once' }), 'vi', asked).title;
    expect(title('receipt')).toBe('Sắp đến hạn: tiếp nhận kế hoạch');
    expect(title('ownPlan')).toBe('Sắp đến hạn: ban hành kế hoạch thực hiện');
    expect(title('t1')).toBe('Sắp đến hạn: asked');
  });

  test('the repair of a report is named as such', () => {
    const repair = EVERY.find(({ kind, data }) => kind === 'urged' && 'repair' in data)!;
    expect(renderNotice(repair, 'vi', names)).toMatchObject({
      title: 'Đôn đốc: gửi lại bản đã sửa của báo cáo năm (năm 2026)',
      why: 'Bậc đôn đốc: 5 ngày làm việc sau hạn sửa.',
    });
  });

  test('a list names ten bodies and counts the rest', () => {
    const units = Array.from({ length: 12 }, (_, index) => `u${index}`);
    const { title, line } = renderNotice({ ...first('fellDue'), units }, 'vi', names);
    expect(title).toContain('12 đơn vị');
    expect(line).toContain('Đảng bộ u9 và 2 đơn vị khác.');
    expect(line).not.toContain('u10');
    expect(renderNotice({ ...first('fellDue'), units: units.slice(0, 10) }, 'vi', names).line).not.toContain('khác');
    expect(renderNotice({ ...first('fellDue'), units: [] }, 'vi', names).line).toBe(
      'Danh sách đơn vị trực thuộc chưa ghi nhận hoàn thành. Hạn: 20/11/2026.',
    );
  });

  test('names are put in as they are, braces too', () => {
    const odd = { ...names, item: () => '<script>{plan}${7*7}{{constructor}}' };
    expect(renderNotice(first('urged'), 'vi', odd).title).toContain('<script>{plan}${7*7}{{constructor}}');
  });
});
