import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Day, dayOfMonth, dayOfMs, dayOfWeek, monthOf } from '../../domain/day.js';
import { formatDay, formatLongDay } from '../../domain/number.js';
import { numberText, periodText } from '../../i18n/format.js';
import { isWordKey, type Language, render } from '../../i18n/render.js';
import type { WordKey } from '../../i18n/vi.js';

type Data = Record<string, string | number>;

/** How things are said in the reader's language: sentences by key, days, instants, numbers. */
export interface Words {
  language: Language;
  say(key: WordKey, data?: Data): string;
  /** A code that comes as data under a prefix (`web.state.` + `openOverdue`); the code itself where it has no words. */
  code(prefix: string, code: string, data?: Data): string;
  /** `08/06/2022`. */
  day(day: Day): string;
  /** `08/06`. */
  short(day: Day): string;
  /** `thứ Tư`. */
  weekday(day: Day): string;
  /** `ngày 05 tháng 01 năm 2026`. */
  long(day: Day): string;
  /** Day and month of an instant. */
  shortOf(ms: number): string;
  dayOf(ms: number): string;
  /** `10:42:07` in Viet Nam. */
  time(ms: number, seconds?: boolean): string;
  number(value: number, decimals?: number): string;
  period(key: string): string;
  /** With a capital first letter. */
  capital(text: string): string;
}

const HOUR_MS = 3_600_000;

function wordsIn(language: Language): Words {
  const say = (key: WordKey, data?: Data) => render(language, key, data);
  const short = (day: Day) => `${two(dayOfMonth(day))}/${two(monthOf(day))}`;
  return {
    language,
    say,
    code: (prefix, code, data) => (isWordKey(prefix + code) ? say((prefix + code) as WordKey, data) : code),
    day: formatDay,
    short,
    weekday: (day) => say(`web.weekday.${dayOfWeek(day)}` as WordKey),
    long: (day) =>
      language === 'vi' ? formatLongDay(day) : `${dayOfMonth(day)} ${say(`web.month.${monthOf(day)}` as WordKey)} ${day.slice(0, 4)}`,
    shortOf: (ms) => short(dayOfMs(ms)),
    dayOf: (ms) => formatDay(dayOfMs(ms)),
    time: (ms, seconds = false) => new Date(ms + 7 * HOUR_MS).toISOString().slice(11, seconds ? 19 : 16),
    number: (value, decimals = 1) => numberText(value, language, decimals),
    period: (key) => periodText(key, language),
    capital: (text) => text.charAt(0).toUpperCase() + text.slice(1),
  };
}

const two = (n: number) => String(n).padStart(2, '0');

const LanguageContext = createContext<Language>('vi');

export function InLanguage({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useWords(): Words {
  const language = useContext(LanguageContext);
  return useMemo(() => wordsIn(language), [language]);
}
