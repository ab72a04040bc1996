import { dayOfMs } from '../domain/day.js';
import { ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM } from '../domain/duty.js';
import type { Notice, NoticeKind } from '../domain/notice.js';
import type { UnitId } from '../domain/unit.js';
import { dayText, numberText, periodText } from './format.js';
import { type Language, render } from './render.js';
import type { WordKey } from './vi.js';

/** Names of what a notice points at. The receipt and the own plan need none: they are items of every plan. */
export interface NoticeNames {
  plan(plan: string): string;
  item(plan: string, item: string): string;
  unit(unit: UnitId): string;
}

/** A notice in words: what it is, what to know or do, and by which rule it came. */
export interface NoticeWords {
  title: string;
  line: string;
  why: string;
}

/** Units named in a line before the rest is a number. */
const UNITS_NAMED = 10;

/** Kinds with more than one way to say them, by what the notice holds. */
type Face =
  | Exclude<NoticeKind, 'reminded' | 'urged' | 'behindPace' | 'resumed'>
  | `reminded.${'nearDue' | 'overdue'}`
  | `urged.${'rung' | 'manual'}`
  | `behindPace.${'quota' | 'value' | 'list'}`
  | `resumed.${'shifted' | 'same'}`;

/** A notice in the words of a language. Names and data are put in as they are: who shows them escapes them. */
export function renderNotice(notice: Notice, language: Language, names: NoticeNames): NoticeWords {
  const face = faceOf(notice);
  const data = wordsData(notice, language, names);
  const say = (key: WordKey) => render(language, key, data);
  const line = [say(`notice.${face}.line`), ...('due' in data ? [say('notice.due')] : []), ...units(notice, language, names)];
  return { title: say(`notice.${face}.title`), line: line.join(' '), why: say(`notice.${face}.why`) };
}

function faceOf({ kind, tier, units, data }: Notice): Face {
  switch (kind) {
    case 'reminded':
      return tier === 'overdue' ? 'reminded.overdue' : 'reminded.nearDue';
    case 'urged':
      return 'manual' in data ? 'urged.manual' : 'urged.rung';
    case 'behindPace':
      if (units) return 'behindPace.list';
      return 'quota' in data ? 'behindPace.quota' : 'behindPace.value';
    case 'resumed':
      return data['shiftDays'] === 0 ? 'resumed.same' : 'resumed.shifted';
    default:
      return kind;
  }
}

function wordsData(notice: Notice, language: Language, names: NoticeNames): Record<string, string | number> {
  const { plan, data, atMs, units } = notice;
  const day = (ms: string | number) => dayText(dayOfMs(Number(ms)), language);
  const number = (value: number) => numberText(value, language);
  const filled: Record<string, string | number> = { ...data, plan: names.plan(plan), what: what(notice, language, names), at: day(atMs) };
  filled['clock'] = render(language, 'repair' in data ? 'notice.clock.repair' : 'notice.clock.due');
  if (units) filled['count'] = units.length;
  if ('dueMs' in data) filled['due'] = day(data['dueMs']!);
  if ('repairDueMs' in data) filled['repairDue'] = day(data['repairDueMs']!);
  if ('n' in data) filled['point'] = pointText(Number(data['n']));
  if ('share' in data) {
    const share = Number(data['share']);
    filled['share'] = number(share * 100);
    if ('quota' in data) {
      const [value, quota] = [Number(data['value']), Number(data['quota'])];
      // A unit with nothing allotted is never behind, so the quota is no zero here; the guard keeps the sentence readable all the same.
      filled['percent'] = number(quota === 0 ? 0 : (value / quota) * 100);
      filled['expected'] = number(quota * share);
      filled['quota'] = number(quota);
    }
    if ('value' in data) filled['value'] = number(Number(data['value']));
  }
  return filled;
}

/** `T−7` for seven days before the due day, `T+3` for three after, `T` for the day itself. */
function pointText(n: number): string {
  if (n === 0) return 'T';
  return n < 0 ? `T−${-n}` : `T+${n}`;
}

function what(notice: Notice, language: Language, names: NoticeNames): string {
  const { plan, item, period = ONCE, data } = notice;
  if (item === undefined) return names.plan(plan);
  const name = itemText(plan, item, language, names);
  const spoken = periodText(period, language);
  const text = spoken === '' ? name : render(language, 'notice.what.period', { item: name, period: spoken });
  return 'repair' in data ? render(language, 'notice.what.repair', { what: text }) : text;
}

function itemText(plan: string, item: string, language: Language, names: NoticeNames): string {
  if (item === RECEIPT_ITEM) return render(language, 'notice.item.receipt');
  if (item === OWN_PLAN_ITEM) return render(language, 'notice.item.ownPlan');
  return names.item(plan, item);
}

/** Whose duty it is; a plan as a whole is nobody's. */
function units({ item, unit, units: list }: Notice, language: Language, names: NoticeNames): string[] {
  if (item === undefined) return [];
  const ids = list ?? (unit === undefined ? [] : [unit]);
  if (ids.length === 0) return [];
  const named = ids.slice(0, UNITS_NAMED).map((id) => names.unit(id));
  if (ids.length === 1) return [render(language, 'notice.unit', { unit: named[0]! })];
  const more = ids.length - named.length;
  const text = named.join(', ');
  const all = more > 0 ? render(language, 'notice.units.more', { units: text, more }) : text;
  return [render(language, 'notice.units', { count: ids.length, units: all })];
}
