import { WHY_CODES } from '../../domain/deadline.js';
import { TIMELINE_WHY_CODES } from '../../domain/rehearsal-why.js';
import { whyEn } from '../../i18n/en/why.js';
import { whyVi } from '../../i18n/vi/why.js';

it('has words for every reason of a date, and for no other', () => {
  const codes = [...WHY_CODES, ...TIMELINE_WHY_CODES].map((code) => `why.${code}`);
  expect(Object.keys(whyVi).toSorted()).toEqual(codes.toSorted());
  expect(Object.keys(whyEn).toSorted()).toEqual(codes.toSorted());
});

it('asks for the same data in both languages', () => {
  const asked = (sentence: string) =>
    [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).toSorted((a, b) => (a < b ? -1 : 1));
  for (const key of Object.keys(whyVi) as (keyof typeof whyVi)[]) expect([key, asked(whyEn[key])]).toEqual([key, asked(whyVi[key])]);
});
