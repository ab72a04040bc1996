import { readPlanFile } from '../../contract/plan-file.js';
import { checkPlan } from '../../domain/plan-check.js';
import type { Plan } from '../../domain/plan.js';
import type { Problem } from '../../domain/problem.js';
import { treeAsOf } from '../../domain/unit.js';
import { aUnit } from './unit-tree.js';

/** The shortest plan file: a header, who issues, what about, from when to when. */
export const SHORTEST = `dondoc: plan/1
issuer: TU
subject: Phát triển đảng viên năm 2026
horizon: { from: 2026-01-01, to: 2026-12-31 }
`;

/** A plan from the shortest file and the lines given; the test fails where the file has problems of form. */
export function planFrom(lines = ''): Plan {
  const file = readPlanFile(SHORTEST + lines);
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  return file.plan;
}

/** What is wrong with the form of a file, each as `code path line:column`. */
export function faultsOf(text: string, format?: 'yaml' | 'json'): string[] {
  const file = readPlanFile(text, format);
  return 'problems' in file ? file.problems.map(({ code, path = '', line, column }) => `${code} ${path} ${line}:${column}`) : [];
}

/** A plan file that uses every part of a plan. Bodies stand under TU: HU1, HU2 (committees), BTC (staff), MTTQ (mass organisation). */
export const FULLEST = `dondoc: plan/1
symbol: 132-KH/TU
type: plan
issuer: TU
term: 2025-2030
date: 2026-01-05
place: Tỉnh A
subject: Nâng cao chất lượng tổ chức cơ sở đảng
signatory: { name: Nguyễn Văn A, position: Bí thư, authority: T/M BAN THƯỜNG VỤ }
horizon: { from: 2026-01-01, to: 2028-12-31, label: giai đoạn 2026 - 2028, openEnded: true }
inForceFrom: 2026-01-10
legalBases:
  - { relation: implements, symbol: 21-NQ/TW, type: resolution, date: 2022-06-16, issuer: Ban Chấp hành Trung ương, subject: Củng cố tổ chức cơ sở đảng }
concretises:
  - { issuer: TW, symbol: 07-KH/TW }
groups:
  committees: { depth: direct, kinds: [partyCommittee], except: [HU9] }
  everyone:
    - group: committees
    - MTTQ
sections:
  - id: s3
    number: III
    title: Nhiệm vụ
    sections:
      - { id: s3-1, number: "1", title: Nhiệm vụ chung, text: "Dòng một\\ndòng hai" }
objectives:
  - { id: o1, clause: II.1, kind: general, text: Mọi chi bộ đều mạnh }
targets:
  - id: admitted
    clause: II.2
    indicator: Kết nạp đảng viên mới
    comparator: atLeast
    value: 1600
    unit: đảng viên
    time: { kind: year, year: 2026 }
    aim: true
    measure: { report: quarterly, field: admitted }
    allotment: { shares: [{ unit: HU1, value: 800 }, { unit: HU2, value: 810, sample: true }] }
    definition: { formula: Số quyết định kết nạp, source: Sổ đảng tịch, exclusions: Kết nạp lại }
  - id: good
    indicator: Chi bộ xếp loại tốt
    comparator: range
    value: 80
    valueMax: 90
    unit: "%"
    time: { kind: range, from: 2026, to: 2028 }
    share: { of: tổng số chi bộ }
    measure: { report: quarterly, field: good, denominator: cells }
  - { id: heads, indicator: Chi bộ có cấp ủy, comparator: moreThan, value: 90, unit: "%", time: { kind: byYear, year: 2028 } }
  - { id: perTerm, indicator: Lập chi bộ mới, comparator: range, value: 1, valueMax: 2, unit: chi bộ, time: { kind: perTerm } }
  - { id: perYear, indicator: Mở lớp, comparator: equal, value: 4, unit: lớp, time: { kind: perYear } }
  - { id: kept, indicator: Sinh hoạt đủ kỳ, comparator: maintain, value: 100, unit: "%", time: { kind: standing }, sample: true }
tasks:
  - id: study
    clause: III.1
    title: Quán triệt nghị quyết
    lead: [{ group: committees }]
    cooperate: [MTTQ]
    advise: [BTC]
    guide: [BTC]
    monitor: [BTC]
    section: s3-1
    product: { kind: class, text: Hội nghị quán triệt }
    timing: { kind: dated, due: { before: 2026-03-31, moved: keep }, opensOn: 2026-01-15 }
    concretises: { plan: { issuer: TW, symbol: 07-KH/TW }, item: hoc-tap }
  - { id: check, title: Kiểm tra, lead: BTC, timing: { kind: periodic, period: year, due: { monthDay: 11-15, before: true } } }
  - { id: keep, title: Giữ nền nếp sinh hoạt, lead: { group: committees }, timing: Thường xuyên }
  - id: wait
    title: Sắp xếp tổ chức
    lead: BTC
    timing: { kind: awaiting, guidance: { key: hd-tw, title: Hướng dẫn của Trung ương, from: TW }, due: { within: 30, after: guidance } }
  - { id: someday, title: Biên soạn sổ tay, lead: BTC, timing: { kind: undated, reviewAfterDays: 60 }, sample: true }
reports:
  - id: quarterly
    clause: IV
    title: Báo cáo quý
    reporters: [{ group: committees }]
    to: TU
    via: BTC
    period: quarter
    regime: administrative
    from: 2026-01-01
    until: 2026-12-31
    due: { dayOfMonth: 15, of: lastMonth }
    lockAfter: { days: 2 }
    repairWithin: { days: 3, unit: calendar }
    nilAllowed: false
    form:
      figures:
        - { id: admitted, label: Số kết nạp, unit: đảng viên, min: 0, max: 5000, integer: true, feeds: { target: admitted } }
        - { id: good, label: Chi bộ xếp loại tốt, unit: chi bộ, rollup: last }
        - { id: cells, label: Tổng số chi bộ, unit: chi bộ, rollup: last, required: false, from: soChiBo }
        - { id: rate, label: Tỷ lệ, unit: "%", rollup: ratio, ratio: { numerator: good, denominator: cells } }
      narrative:
        - { id: causes, label: Nguyên nhân, required: false }
    concretises: { plan: { issuer: TW, symbol: 07-KH/TW }, item: bao-cao-quy }
    sample: true
recipients:
  - { to: [{ group: everyone }, BTC] }
  - { to: [], purpose: toReport, line: Ban Bí thư Trung ương Đảng }
  - { to: [BTC], purpose: toArchive }
receipt: { due: { within: 5, unit: working, after: issue } }
ownPlan: { clause: IV.1, by: { group: committees }, due: 2026-02-27, sample: true }
exempt:
  - { units: HU2, items: [good, ownPlan], reason: Đơn vị lực lượng vũ trang, clause: II.3 }
evidenceCadence: quarter
beforeReading: strictlyBefore
reminders: { offsets: [-7, 3], unit: working }
escalation:
  rungs: [{ rung: reminded, afterWorkingDays: 2 }, { rung: toHead, afterWorkingDays: 7 }]
  triggers: [noReport, notReceived]
  paceTolerance: 0.85
  paceCheck: month
note: Bản thử
sample: true
`;

/** Where problems stand and of what code, as `code path`. */
export const at = (problems: Problem[]) => problems.map(({ code, path }) => `${code} ${path}`);

/** What the lines of a plan are found to mean wrongly. */
export const wrongIn = (lines: string) => at(checkPlan(planFrom(lines)));

/** The one problem the lines of a plan have. */
export function onlyProblemIn(lines: string): Problem {
  const problems = checkPlan(planFrom(lines));
  if (problems.length !== 1) throw new Error(`${problems.length} problems: ${at(problems).join(', ')}`);
  return problems[0]!;
}

/** Lines of one task of BTC, one target, one quarterly report of HU1, with more fields. */
export const aTask = (fields: string) => `tasks:\n  - { id: t1, title: Một, lead: BTC, ${fields} }\n`;
export const aTarget = (fields: string, more = '') =>
  `targets:\n  - { id: c1, indicator: Một, comparator: atLeast, value: 25, unit: lớp, time: { kind: perYear }, ${fields} }\n${more}`;
export const aReport = (fields: string, figures = '') =>
  `reports:\n  - { id: b1, title: Báo cáo, reporters: HU1, period: quarter, due: { endOf: period }, ${fields} form: { figures: [${figures}] } }\n`;

/** The tree the plans above are issued on: TW over TU and OTHER; under TU the committees HU1, HU2, HU9, OLD (closed), and BTC, MTTQ, UBND; a cell CB. */
export const planTree = treeAsOf(
  [
    aUnit('tw', { level: 1 }),
    aUnit('tu', { level: 2, parent: 'tw', name: 'Tỉnh ủy A', terms: [{ name: '2025-2030', from: '2025-10-01' }] }),
    aUnit('hu1', { level: 3, parent: 'tu' }),
    aUnit('hu2', { level: 3, parent: 'tu' }),
    aUnit('hu9', { level: 3, parent: 'tu' }),
    aUnit('old', { level: 3, parent: 'tu', validTo: '2025-06-30' }),
    aUnit('btc', { level: 3, parent: 'tu', kind: 'orgBoard' }),
    aUnit('mttq', { level: 3, parent: 'tu', kind: 'massOrganisation' }),
    aUnit('ubnd', { level: 3, parent: 'tu', kind: 'stateBody' }),
    aUnit('cb', { level: 4, parent: 'hu1', kind: 'cell' }),
    aUnit('other', { level: 2, parent: 'tw' }),
  ],
  '2026-01-05',
);
