import { type Day, isDay, yearOf } from '../domain/day.js';
import type { DueRule } from '../domain/deadline.js';
import type { DocumentType, LegalBasis, Plan, Purpose, ReportRule, Target, Task, Timing, UnitSelector } from '../domain/plan.js';
import type { CitedType } from './document-types.js';
import type { Deadline, Draft, ReportRead, TargetRead, TaskRead } from './draft.js';
import type { Resolved } from './resolve.js';

export type AskCode = 'issuer' | 'horizon' | 'subject' | 'body' | 'noLead' | 'reportPeriod' | 'guidanceDue' | 'cadence' | 'openEnd';

/** What a person must decide before the plan can be issued: its words are `reading.ask.<code>`. */
export interface Question {
  code: AskCode;
  data: Record<string, string | number>;
}

/** A plan file in the making: what the draft gives, without what it does not say. */
export interface Proposal {
  plan: Partial<Omit<Plan, 'tasks' | 'reports' | 'targets'>> & {
    tasks: Partial<Task>[];
    reports: Partial<ReportRule>[];
    targets: Target[];
  };
  questions: Question[];
}

const TYPES: Partial<Record<CitedType, DocumentType>> = {
  'ke-hoach': 'plan',
  'chuong-trinh-hanh-dong': 'actionProgramme',
  'chi-thi': 'directive',
  'huong-dan': 'guidance',
  'cong-van': 'officialLetter',
  'ket-luan': 'conclusion',
  'nghi-quyet': 'resolution',
  'bao-cao': 'report',
  'thong-bao': 'notice',
  'de-an': 'scheme',
  'quyet-dinh': 'decision',
  'quy-dinh': 'regulation',
  'to-trinh': 'submissionPaper',
  'quy-che': 'procedureRules',
  'nghi-dinh': 'regulation',
  'thong-tu': 'regulation',
  luat: 'regulation',
};

type Resolve = (names: readonly string[]) => Resolved;

/** The plan that a draft proposes, with bodies as the resolver tells them, and what must still be asked. Nothing the text leaves open is filled in. */
export function proposalOf(draft: Draft, resolve: Resolve): Proposal {
  const questions: Question[] = [];
  const ask = (code: AskCode, data: Question['data'] = {}): void => {
    if (!questions.some((one) => one.code === code && JSON.stringify(one.data) === JSON.stringify(data))) questions.push({ code, data });
  };
  const bodies = (names: readonly string[], item: string): UnitSelector[] => {
    const { selectors, asked } = resolve(names);
    for (const name of asked) ask('body', { item, name });
    return selectors;
  };
  const issuer = draft.issuer ? resolve([draft.issuer.name]).selectors.find((one) => 'unit' in one)?.unit : undefined;
  if (issuer === undefined) ask('issuer', { name: draft.issuer?.name ?? '' });
  if (draft.subject === null) ask('subject');
  const horizon = horizonOf(draft);
  if (!horizon) ask('horizon');
  const tasks = draft.tasks.filter(({ kind }) => kind !== 'issue-own-plan').map((task) => taskOf(task, draft, bodies, ask));
  const own = draft.tasks.find(({ kind }) => kind === 'issue-own-plan');
  const ownBy = own ? bodies(own.lead, own.id) : [];
  const ownDue = own && dueOf(own.deadline);
  const stands = draft.tasks.some(({ deadline }) => deadline.kind === 'standing');
  if (stands) ask('cadence');
  const reports = draft.reports.flatMap((report) => reportOf(report, bodies, ask));
  return {
    plan: {
      ...(draft.number && { symbol: draft.number.value }),
      type: (draft.type && TYPES[draft.type]) ?? 'plan',
      ...(issuer !== undefined && { issuer }),
      ...(draft.date?.iso && { date: draft.date.iso }),
      ...(draft.place !== null && { place: draft.place }),
      ...(draft.subject !== null && { subject: draft.subject }),
      ...(draft.signatory?.name &&
        draft.signatory.position && {
          signatory: {
            name: draft.signatory.name,
            position: draft.signatory.position,
            ...(draft.signatory.authority !== null && { authority: draft.signatory.authority }),
          },
        }),
      ...(horizon && { horizon }),
      legalBases: draft.legalBases.map(basisOf),
      targets: draft.targets.map(targetOf),
      tasks,
      reports,
      ...(own && ownBy.length > 0 && ownDue && { ownPlan: { by: ownBy, due: ownDue } }),
      recipients: draft.recipients.map((line) => ({ to: resolve([bareLine(line)]).selectors, purpose: purposeOf(line), line })),
      ...(stands && { evidenceCadence: 'quarter' as const }),
    },
    questions,
  };
}

function horizonOf({ date, subject, tasks }: Draft): Plan['horizon'] | undefined {
  const from = date?.iso ?? undefined;
  if (from === undefined) return undefined;
  const stage = /(?:giai đoạn|nhiệm kỳ) (?:năm )?(\d{4}) ?[-–] ?(\d{4})/iu.exec(subject ?? '');
  const year = /(?<!tháng \d{1,2} )năm (\d{4})\s*$/iu.exec(subject ?? '');
  const days = tasks
    .flatMap(({ deadline: { iso, to } }) => [iso?.slice(0, 10), typeof to === 'number' ? `${to}-12-31` : to])
    .filter((day): day is Day => isDay(day) && day > from);
  const last = days.sort().at(-1);
  const to = stage ? `${stage[2]}-12-31` : year ? `${year[1]}-12-31` : last && `${yearOf(last)}-12-31`;
  return to !== undefined && isDay(to) && to > from ? { from, to } : undefined;
}

function basisOf({ number, docType, date, issuer, subject }: Draft['legalBases'][number]): LegalBasis {
  return {
    relation: 'basis',
    type: TYPES[docType] ?? 'regulation',
    ...(number !== null && { symbol: number }),
    ...(date !== null && { date }),
    ...(issuer !== null && { issuer }),
    ...(subject !== null && { subject }),
  };
}

const COMPARATORS = {
  eq: 'equal',
  gte: 'atLeast',
  gt: 'moreThan',
  lte: 'atMost',
  lt: 'lessThan',
  range: 'range',
  approx: 'approx',
} as const;

function targetOf({ id, indicator, comparator, value, valueMax, unit, period }: TargetRead): Target {
  return {
    id,
    indicator: indicator.slice(0, MOST_TITLE),
    comparator: COMPARATORS[comparator],
    value,
    ...(valueMax !== undefined && { valueMax }),
    unit,
    time: timeOf(period),
  };
}

function timeOf(period: TargetRead['period']): Target['time'] {
  switch (period.kind) {
    case 'by-year':
      return { kind: 'byYear', year: period.year };
    case 'year':
      return { kind: 'year', year: period.year };
    case 'range':
      return { kind: 'range', from: period.from, to: period.to };
    case 'per-year':
      return { kind: 'perYear' };
    case 'per-term':
      return { kind: 'perTerm' };
    case 'from-year':
    case 'standing':
      return { kind: 'standing' };
  }
}

const MOST_TITLE = 2000;

function taskOf(
  task: TaskRead,
  draft: Draft,
  bodies: (names: readonly string[], item: string) => UnitSelector[],
  ask: (code: AskCode, data?: Question['data']) => void,
): Partial<Task> {
  const named = task.lead.length > 0 ? task.lead : (task.leadByReference ?? []);
  if (named.length === 0) ask('noLead', { item: task.id });
  const lead = bodies(named, task.id);
  const led = new Set(lead.map((one) => JSON.stringify(one)));
  const cooperate = bodies(task.coordinators, task.id).filter((one) => !led.has(JSON.stringify(one)));
  return {
    id: task.id,
    title: task.content.slice(0, MOST_TITLE),
    lead,
    ...(cooperate.length > 0 && { cooperate }),
    timing: timingOf(task, draft, ask),
  };
}

function timingOf({ id, deadline }: TaskRead, draft: Draft, ask: (code: AskCode, data?: Question['data']) => void): Timing {
  const due = dueOf(deadline);
  switch (deadline.kind) {
    case 'date':
    case 'datetime':
    case 'month':
    case 'quarter':
    case 'year':
    case 'range':
      if (!due) break;
      return { kind: 'dated', due, ...(typeof deadline.from === 'string' && isDay(deadline.from) && { opensOn: deadline.from }) };
    case 'yearly':
    case 'from-year':
      return { kind: 'periodic', period: 'year', due: due ?? { endOf: 'period' } };
    case 'half-yearly':
      return { kind: 'periodic', period: 'half', due: { endOf: 'period' } };
    case 'quarterly':
      return { kind: 'periodic', period: 'quarter', due: { endOf: 'period' } };
    case 'monthly':
      return { kind: 'periodic', period: 'month', due: { endOf: 'period' } };
    case 'weekly':
      return { kind: 'periodic', period: 'week', due: { endOf: 'period' } };
    case 'standing':
      return { kind: 'standing' };
    case 'waiting':
      ask('guidanceDue', { item: id });
      return {
        kind: 'awaiting',
        guidance: { key: `${id}-guidance`, title: deadline.rule ?? draft.subject ?? id },
        due: { within: 30, unit: 'working', after: 'guidance' },
      };
    case 'schedule':
    case 'none':
      break;
  }
  if (deadline.kind === 'range') ask('openEnd', { item: id, rule: deadline.rule ?? '' });
  return { kind: 'undated', reviewAfterDays: 90 };
}

/** When, as a rule of a plan file; nothing where the text leaves it open. */
function dueOf({ kind, iso, to, rule, comparator }: Deadline): DueRule | undefined {
  const day = iso?.slice(0, 10) ?? (typeof to === 'number' ? `${to}-12-31` : (to ?? undefined));
  if (day !== undefined && isDay(day)) return comparator === 'before' ? { before: day } : { on: day };
  return kind === 'yearly' ? monthDayOf(rule) : undefined;
}

function monthDayOf(rule: string | null | undefined): DueRule | undefined {
  const found = /(?<before>trước )?(?:chậm nhất )?(?:ngày )?(?<d>\d{1,2})(?:\/| tháng )(?<m>\d{1,2})/u.exec(rule ?? '');
  if (!found) return undefined;
  const { d = '', m = '', before } = found.groups!;
  const monthDay = `${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isDay(`2024-${monthDay}`) ? { monthDay, ...(before !== undefined && { before: true }) } : undefined;
}

const PERIODS: Record<string, ReportRule['period']> = {
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  'half-yearly': 'half',
  yearly: 'year',
  once: 'once',
};

function reportOf(
  report: ReportRead,
  bodies: (names: readonly string[], item: string) => UnitSelector[],
  ask: (code: AskCode, data?: Question['data']) => void,
): Partial<ReportRule>[] {
  const period = PERIODS[report.frequency];
  const due =
    report.iso === undefined
      ? (monthDayOf(report.frequency === 'yearly' ? report.dueRule : null) ?? { endOf: 'period' as const })
      : dueOfReport(report);
  if (period === undefined || (period === 'once' && report.iso === undefined)) {
    ask('reportPeriod', { item: report.id, rule: report.dueRule ?? report.frequency });
    return [];
  }
  const title = report.evidence.quote.replace(/\s+/gu, ' ').slice(0, MOST_TITLE);
  return [{ id: report.id, title, reporters: bodies(report.reporter, report.id), period, due }];
}

function dueOfReport({ iso, dueRule }: ReportRead): DueRule {
  return dueRule?.startsWith('trước') ? { before: iso! } : { on: iso! };
}

function purposeOf(line: string): Purpose {
  if (/\((?:để )?(?:b\/c|báo cáo)\)/iu.test(line)) return 'toReport';
  if (/^lưu/iu.test(line)) return 'toArchive';
  if (/\((?:để )?(?:p\/h|phối hợp)\)/iu.test(line)) return 'toCooperate';
  return /\((?:để )?(?:t\/h|thực hiện)\)/iu.test(line) ? 'toImplement' : 'toKnow';
}

function bareLine(line: string): string {
  return line.replace(/\([^)]*\)/gu, '').trim();
}
