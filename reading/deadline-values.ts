import { dayOf, isDay, lastDayOfMonth } from '../domain/day.js';
import type { Deadline } from './draft.js';
import { romanValue } from './lines.js';
import { tidy } from './source.js';

export function lower(words: string): string {
  return tidy(words)
    .toLowerCase()
    .replace(/^qu[íý]/u, 'quý');
}

export function every(words: string): string {
  return lower(words)
    .replace(/^định kỳ /u, '')
    .replace(/hàng/gu, 'hằng')
    .replace(/^mỗi/u, 'hằng');
}

export function ruleOfYear(words: string): string {
  return lower(words).replace(/^(?:ngay |xong |hoàn thành )*(?:trong )/u, '');
}

export function iso(day: string | undefined, month: string | undefined, year: number | undefined): string | undefined {
  if (year === undefined || day === undefined || month === undefined) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? dayOf(year, Number(month), Number(day)) : undefined;
}

export function dated(
  g: Record<string, string | undefined>,
  words: string,
  year: number | undefined,
): Omit<Deadline, 'evidence'> | undefined {
  const day = iso(g['d'], g['m'] ?? g['m2'], Number(g['y'] ?? g['y2'] ?? year) || undefined);
  if (day === undefined) return undefined;
  const before = /^trước/iu.test(g['word'] ?? '') ? { comparator: 'before' as const } : {};
  if (g['time'] !== undefined) {
    const [hour = '0', minute = '0'] = g['time'].split(/\D+/u).filter(Boolean);
    return { kind: 'datetime', iso: `${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}+07:00`, rule: lower(words), ...before };
  }
  return { kind: 'date', iso: day, rule: lower(words), ...before };
}

export function yearlyDay(_g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> {
  return {
    kind: 'yearly',
    rule: lower(words)
      .replace(/[()]/gu, '')
      .replace(/hàng năm/gu, 'hằng năm'),
  };
}

export function weekly(g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> {
  const day = g['day'] ?? g['day2'];
  const time = g['time'] ?? g['time2'];
  if (day === undefined) return { kind: 'weekly', rule: every(words) };
  const [hour = '', minute = '00'] = (time ?? '').split(/\D+/u).filter(Boolean);
  return {
    kind: 'weekly',
    rule: time === undefined ? `${day} hằng tuần` : `${day} hằng tuần trước ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`,
  };
}

export function rangeDays(
  g: Record<string, string | undefined>,
  words: string,
  year: number | undefined,
): Omit<Deadline, 'evidence'> | undefined {
  const lastYear = Number(g['y2'] ?? g['yy2'] ?? year) || undefined;
  const lastMonth = g['m2'] ?? g['mm2'];
  const to = iso(g['d2'], lastMonth, lastYear);
  const from = iso(g['d1'], g['m1'] ?? g['mm1'] ?? lastMonth, Number(g['y1'] ?? g['yy1'] ?? lastYear) || undefined);
  return to !== undefined && from !== undefined && from <= to ? { kind: 'range', rule: lower(words), from, to } : undefined;
}

export function rangeToEvent(
  g: Record<string, string | undefined>,
  words: string,
  year: number | undefined,
): Omit<Deadline, 'evidence'> | undefined {
  const from = iso(g['d1'], g['m1'] ?? g['mm1'], Number(g['y1'] ?? g['yy1'] ?? year) || undefined);
  return from === undefined ? undefined : { kind: 'range', rule: lower(words), from, to: null };
}

export function rangeMonths(g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> | undefined {
  const year = Number(g['y2']);
  const [m1, m2] = [Number(g['m1']), Number(g['m2'])];
  if (m1 < 1 || m1 > 12 || m2 < 1 || m2 > 12) return undefined;
  return { kind: 'range', rule: lower(words), from: dayOf(Number(g['y1'] ?? year), m1, 1), to: lastDayOfMonth(year, m2) };
}

export function month(g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> | undefined {
  const number = Number(g['last'] ?? g['m']);
  const year = Number(g['y']);
  if (number < 1 || number > 12 || !isDay(`${year}-01-01`)) return undefined;
  const named = /tháng .*$/iu.exec(words)?.[0];
  const rule =
    g['last'] === undefined || named === undefined || /^tháng \d+ ?- ?\d+ ?\//iu.test(named)
      ? `tháng ${g['m']}${g['last'] === undefined ? '' : `-${g['last']}`}/${year}`
      : lower(named);
  if (/^trước/iu.test(words)) return { kind: 'month', iso: dayOf(year, number, 1), rule: `trước ${rule}`, comparator: 'before' };
  return { kind: 'month', iso: lastDayOfMonth(year, number), rule };
}

export function quarter(g: Record<string, string | undefined>, words = ''): Omit<Deadline, 'evidence'> | undefined {
  const mark = (g['last'] ?? g['q'])!;
  const number = /\d/u.test(mark) ? Number(mark) : romanValue(mark);
  const year = Number(g['y']);
  if (!isDay(`${year}-01-01`)) return undefined;
  if (/^trước/iu.test(words))
    return { kind: 'quarter', iso: dayOf(year, number * 3 - 2, 1), rule: `trước quý ${mark.toUpperCase()}/${year}`, comparator: 'before' };
  const named = /qu[ýí] .*$/iu.exec(words)?.[0];
  const rule = g['last'] === undefined || named === undefined ? `quý ${g['q']!.toUpperCase()}/${year}` : lower(named);
  return { kind: 'quarter', iso: lastDayOfMonth(year, number * 3), rule };
}

/** The first half of a year, its first nine months or its second half. */
export function half(
  g: Record<string, string | undefined>,
  words: string,
  year: number | undefined,
): Omit<Deadline, 'evidence'> | undefined {
  const named = Number(g['y'] ?? year) || undefined;
  if (named === undefined || (g['y'] === undefined && !/^(?:trong|hoàn|xong|hết)/iu.test(words))) return undefined;
  const rule = lower(words).replace(/^(?:trong|hoàn thành|xong|hết) /gu, '');
  if (g['half']!.toLowerCase() === 'cuối') return { kind: 'year', iso: `${named}-12-31`, rule };
  return { kind: 'month', iso: lastDayOfMonth(named, /9 tháng/u.test(words) ? 9 : 6), rule };
}

/** `theo hướng dẫn` alone means by a method; it waits where what it waits for is still to come. */
export function waiting(_g: Record<string, string | undefined>, words: string): Omit<Deadline, 'evidence'> | undefined {
  const low = words.toLowerCase();
  if (low.startsWith('theo hướng dẫn') && !/(?:đang|sẽ|khi có|sau khi|trung ương$|\(trung ương)/u.test(low)) return undefined;
  // What is then to be done is no part of what is waited for.
  return {
    kind: 'waiting',
    rule: tidy(words.replace(/,? (?:tham mưu|xây dựng|tổ chức|triển khai|kịp thời|chủ động)(?![\p{L}]).*$|, (?=\p{Lu}).*$/u, '')),
  };
}
