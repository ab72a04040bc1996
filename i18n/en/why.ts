import type { whyVi } from '../vi/why.js';

/** Words in English: why a date is so, and why something happens on it. */
export const whyEn: Record<keyof typeof whyVi, string> = {
  'why.WHY_STATED': 'The plan says {day}',
  'why.WHY_BEFORE_LENIENT': '“Before {day}” is read as through that day',
  'why.WHY_BEFORE_STRICT': '“Before {day}” is read as through {to}',
  'why.WHY_WITHIN_CALENDAR_DAYS': 'Within {days} days after {from}: through {to}',
  'why.WHY_WITHIN_WORKING_DAYS': 'Within {days} working days after {from}: through {to}',
  'why.WHY_YEARLY_DAY': 'Each year, this time on {day}',
  'why.WHY_PERIOD_DAY': 'On {day} of the period {period}',
  'why.WHY_PERIOD_END': 'Last day of the period {period}: {day}',
  'why.WHY_MOVED_DAY_OFF': '{from} is a day off, moved on to the next working day {to}',
  'why.WHY_MOVED_EARLIER': '{from} is a day off, moved back to the working day before, {to}',
  'why.WHY_KEPT_DAY_OFF': '{day} is a day off, kept by the plan',
  'why.WHY_CALENDAR_NOT_OFFICIAL': 'No official notice of days off for {year} yet',
  'why.WHY_AWAITS_GUIDANCE': 'Waits for: {guidance}',
  'why.WHY_UNDATED': 'No date, reviewed every {days} days',
  'why.WHY_LAST_FIGURES': 'The last figures are due on {day}',
  'why.WHY_DAYS_BEFORE_DUE': '{days} days before {day}, the due day',
  'why.WHY_DAYS_AFTER_DUE': '{days} days after {day}, the due day',
  'why.WHY_RUNG': '{days} working days after {day}, the due day',
  'why.WHY_PACE_CHECK': 'An even pace would have reached {share} %',
  'why.WHY_REPAIR_WINDOW': 'By the time given to mend a returned report',
  'why.WHY_RESUMED': 'The plan stood still for {days} days, due on {to} instead',
};
