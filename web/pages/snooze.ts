import { addDays } from '../../domain/day.js';
import { today } from '../words/due.js';

const KEPT = 'dondoc.snoozed';

/** Rows put off until tomorrow, by key; kept on this computer, and never an urging. */
export function snoozed(): Set<string> {
  return new Set(Object.entries(kept()).flatMap(([key, until]) => (until > today() ? [key] : [])));
}

export function snooze(key: string): Set<string> {
  localStorage.setItem(KEPT, JSON.stringify({ ...kept(), [key]: addDays(today(), 1) }));
  return snoozed();
}

export function wake(): Set<string> {
  localStorage.removeItem(KEPT);
  return snoozed();
}

function kept(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}
