import { dayOfMs, startOfDayMs } from '../domain/day.js';
import { dayText } from '../i18n/format.js';
import type { Language } from '../i18n/render.js';

const MINUTE_MS = 60_000;

/** An instant by the clock of Viet Nam: `24/11/2026 08:00`. */
export function instantText(ms: number, language: Language): string {
  const day = dayOfMs(ms);
  const minutes = Math.floor((ms - startOfDayMs(day)) / MINUTE_MS);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${dayText(day, language)} ${hour}:${minute}`;
}

/** The day of an instant. */
export function dayOfText(ms: number, language: Language): string {
  return dayText(dayOfMs(ms), language);
}

/** A length of time in its largest unit, rounded down: `3 ngày`, `5 phút`. */
export function lengthParts(ms: number): { n: number; unit: 'day' | 'hour' | 'minute' | 'second' } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds >= 86_400) return { n: Math.floor(seconds / 86_400), unit: 'day' };
  if (seconds >= 3600) return { n: Math.floor(seconds / 3600), unit: 'hour' };
  return seconds >= 60 ? { n: Math.floor(seconds / 60), unit: 'minute' } : { n: seconds, unit: 'second' };
}
