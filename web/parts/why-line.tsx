import type { ReactNode } from 'react';
import { isDay } from '../../domain/day.js';
import { isWordKey } from '../../i18n/render.js';
import { useWords, type Words } from '../words/words.js';

/** `Vì sao`, then one sentence. */
export function WhyLine({ children }: { children: ReactNode }) {
  const { say } = useWords();
  return (
    <p className="why">
      <b>{say('web.why')}</b>
      {children}
    </p>
  );
}

/** The reasons of a date as one text; days in them as people write them. */
export function whyText(whys: readonly { code: string; data: Record<string, string | number> }[], words: Words): string {
  return whys
    .map((why) => reasonText(why, words))
    .filter(Boolean)
    .join('; ');
}

export function reasonText({ code, data }: { code: string; data: Record<string, string | number> }, words: Words): string {
  const key = `why.${code}`;
  if (!isWordKey(key)) return '';
  const shown = Object.entries(data).map(([name, value]): [string, string | number] => {
    if (isDay(value)) return [name, words.day(value)];
    return [name, name === 'period' ? words.period(String(value)) : (value as string | number)];
  });
  return words.say(key, Object.fromEntries(shown));
}
