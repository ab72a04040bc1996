import { checkPlanFile } from '../../contract/plan-file.js';
import { planProblems } from '../../domain/problem-plan.js';
import type { Problem } from '../../domain/problem.js';
import { en } from '../../i18n/en.js';
import { isWordKey, render } from '../../i18n/render.js';
import { vi } from '../../i18n/vi.js';
import { FULLEST, SHORTEST } from '../builders/plan-file.js';

const holes = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].toSorted();

function sentences({ code, data }: Problem): string[] {
  const key = `problem.${code}`;
  if (!isWordKey(key)) throw new Error(`no words for ${code}`);
  return [render('vi', key, data), render('en', key, data)];
}

test.each(Object.keys(planProblems))('%s has a sentence in both languages, of the same data', (code) => {
  const key = `problem.${code}`;
  expect(isWordKey(key)).toBe(true);
  if (isWordKey(key)) expect(holes(en[key])).toEqual(holes(vi[key]));
});

test('a sentence names the thing, the value and the bound', () => {
  const target = `targets: [{ id: c1, indicator: Một, comparator: atLeast, value: 1600, unit: đảng viên, time: { kind: perYear }, allotment: { shares: [{ unit: HU1, value: 1590 }] } }]\n`;
  const { problems } = checkPlanFile(SHORTEST + target);
  expect(problems.map(sentences)).toEqual([
    [
      'Tổng giao 1590 đảng viên, thiếu 10 so với 1600; giao thêm hoặc ghi lý do.',
      '1590 đảng viên are allotted, 10 short of 1600; allot more or give a reason.',
    ],
  ]);
});

test.each([
  ['', 'not a plan'],
  ['dondoc: plan/9', 'another version'],
  [`${SHORTEST}note: [\n`, 'syntax'],
  [`${SHORTEST}note: ${'['.repeat(99)}`, 'depth'],
  [`${SHORTEST}note: &a x\nnote: !!int 5\nplace: *a\n__proto__: 1\n`, 'what YAML offers besides'],
  [
    `${SHORTEST}notes: x\ntype: pln\nplace: "\\e"\nterm: "  "\ntasks: 5\nexempt: [{}]\ngroups: { g: { x: 1 } }\nevidenceCadence: [1]\n`,
    'form',
  ],
  [
    `${SHORTEST}targets: [{ id: "?", indicator: Một, comparator: atLeast, value: 130, unit: "%", time: { kind: perYear }, valueMax: 1, measure: { report: x, field: y } }]
tasks: [{ id: receipt, title: Một, timing: Thường xuyên }, { id: b, title: Hai, lead: A, cooperate: A, timing: { kind: dated, due: { endOf: period } } }]
reminders: { offsets: [1.5, 400, 3, 3] }
escalation: { rungs: [{ rung: urged, afterWorkingDays: 999 }, { rung: reminded, afterWorkingDays: 1 }], paceTolerance: 2 }
symbol: KH/TU
`,
    'meaning',
  ],
  [FULLEST, 'warnings'],
])('no sentence has a hole left in it, file %#', (text) => {
  const { problems, warnings } = checkPlanFile(text);
  for (const sentence of [...problems, ...warnings].flatMap(sentences)) expect(holes(sentence)).toEqual([]);
});
