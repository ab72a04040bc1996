import type { Dondoc, DutyView } from '../../client/dondoc.js';
import type { OfficeFacts, PlanFacts } from '../../client/dondoc-papers.js';
import { type FileAnswer, type operations, UPLOADS } from '../../contract/http-api.js';
import { dayOfMs } from '../../domain/day.js';
import { ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM } from '../../domain/duty.js';
import type { Comparator } from '../../domain/plan.js';
import { ProblemError, problem } from '../../domain/problem.js';
import type { ReportForm } from '../../domain/report.js';
import { writePaper } from '../../documents/paper-docx.js';
import type { Paper } from '../../documents/paper.js';
import { closingPaper } from '../../documents/papers/closing.js';
import { consolidatedPaper } from '../../documents/papers/consolidated.js';
import { type LateDuty, latePaper } from '../../documents/papers/late.js';
import { codeIn, type Office } from '../../documents/papers/office.js';
import { planPaper } from '../../documents/papers/plan.js';
import { reportPaper } from '../../documents/papers/report.js';
import { urgingLetter } from '../../documents/papers/urging.js';
import { csvOf, jsonOf, type Sheet } from '../../documents/sheet.js';
import { xlsxOf } from '../../documents/sheet-xlsx.js';
import { consolidatedSheet, lateSheet, taskSheet } from '../../documents/sheets.js';
import { render } from '../../i18n/render.js';
import type { Handlers } from '../serve.js';

const DAY_MS = 86_400_000;

/** Papers and tables: facts from client/, bytes from documents/. */
export function paperHandlers({ papers }: Dondoc): Omit<Handlers<typeof operations.papers>, 'form' | 'importForm' | 'annotateForm'> {
  return {
    plan: async ({ actor, params }) => {
      const facts = await papers.plan(actor, params.plan);
      return docx(nameFor(facts, 'ke-hoach'), planPaper(facts.plan, issuerOf(facts), named(facts)));
    },
    tasks: async ({ actor, params, query }) => {
      const facts = await papers.plan(actor, params.plan);
      return table(nameFor(facts, 'nhiem-vu'), taskSheet(facts.plan, named(facts)), query.format ?? 'xlsx');
    },
    late: async ({ actor, params, query }) => {
      const { format, ...which } = query;
      const facts = await papers.late(actor, params.plan, which);
      const late = facts.late.map(lateOf);
      const name = nameFor(facts, 'qua-han');
      if (format !== undefined && format !== 'docx') return table(name, lateSheet(late), format);
      return docx(name, latePaper(facts.plan, issuerOf(facts), late, facts.today));
    },
    urging: async ({ actor, params, query }) => {
      const { deadline, text, ...which } = query;
      const facts = await papers.late(actor, params.plan, which);
      if (facts.late.length === 0) throw new ProblemError(problem('NOBODY_LATE'));
      const via = facts.plan.reports.find(({ id }) => id === which.item)?.via;
      const asked = {
        ...(deadline !== undefined && { deadline }),
        ...(text !== undefined && { text }),
        ...(via !== undefined && { receiver: facts.names[via] ?? via }),
      };
      return docx(nameFor(facts, 'don-doc'), urgingLetter(facts.plan, issuerOf(facts), facts.late.map(lateOf), facts.today, asked));
    },
    closing: async ({ actor, params }) => {
      const facts = await papers.plan(actor, params.plan);
      if (!facts.closing) throw new ProblemError(problem('NOT_FOUND'));
      return docx(nameFor(facts, 'tong-ket'), closingPaper(facts.plan, issuerOf(facts), closingOf(facts, facts.closing), facts.today));
    },
    consolidated: async ({ actor, params, query }) => {
      const { plan: id, item, period } = params;
      const facts = await papers.consolidated(actor, id, item, period);
      const { consolidated, revision } = facts.view;
      const rule = facts.plan.reports.find((report) => report.id === item);
      const { title = item, form = { figures: [], narrative: [] } } = rule ?? {};
      const name = nameFor(facts, 'tong-hop', item, period);
      const { format } = query;
      if (format !== undefined && format !== 'docx') return table(name, consolidatedSheet(title, form, consolidated, named(facts)), format);
      return docx(
        name,
        consolidatedPaper(facts.plan, issuerOf(facts), { title, period, revision, form, consolidated }, named(facts), facts.today),
      );
    },
    report: async ({ actor, params }) => {
      const facts = await papers.report(actor, params);
      const { report, office, receiver, issuer } = facts;
      const version = report.versions.at(-1)!;
      const handedIn = {
        title: report.duty.title,
        period: params.period,
        form: report.form as ReportForm,
        body: version.body,
        nil: version.nil,
        ...(report.previous && { previous: report.previous }),
        lodgedOn: dayOfMs(version.lodgedMs),
        receiver,
      };
      return docx(nameFor(facts, 'bao-cao', params.item, params.period), reportPaper(facts.plan, issuer.name, officeOf(office), handedIn));
    },
  };
}

const named =
  ({ names }: PlanFacts) =>
  (unit: string) =>
    names[unit] ?? unit;

function issuerOf({ issuer, plan }: PlanFacts): Office {
  const code = codeIn(plan.symbol);
  return { ...officeOf(issuer), ...(code !== undefined && { code }), ...(plan.place !== undefined && { place: plan.place }) };
}

function officeOf({ name, kind, parent, head }: OfficeFacts): Office {
  return { name, kind, ...(parent !== undefined && { parent }), ...(head && { head }) };
}

function lateOf({ unit, item, title, period, dueMs, standing, urged }: DutyView): LateDuty {
  const own = item === RECEIPT_ITEM || item === OWN_PLAN_ITEM;
  const words = item === RECEIPT_ITEM ? 'notice.item.receipt' : 'notice.item.ownPlan';
  return {
    unit: unit.name,
    title: own ? render('vi', words) : title,
    period: own ? ONCE : period,
    dueDay: dayOfMs(dueMs ?? 0),
    overdueDays: Math.max(1, Math.ceil(standing.overdueMs / DAY_MS)),
    urged,
  };
}

function closingOf({ plan }: PlanFacts, { summary, counts, targets, reports }: NonNullable<PlanFacts['closing']>) {
  return {
    ...(summary !== undefined && { summary }),
    counts,
    targets: targets.map((target) => ({ ...target, comparator: target.comparator as Comparator })),
    reports: Object.entries(reports).map(([id, { period, consolidated }]) => {
      const rule = plan.reports.find((report) => report.id === id);
      const { expected, delivered } = consolidated.coverage;
      const figures = (rule?.form.figures ?? []).map(({ id: field, label, unit }) => ({
        label,
        unit,
        value: consolidated.values[field] ?? null,
      }));
      return { title: rule?.title ?? id, period, expected, delivered, figures };
    }),
  };
}

/** `77-KH-TU-don-doc`: letters, digits and hyphens, so that every system takes it. */
export function nameFor({ plan }: PlanFacts, what: string, ...more: string[]): string {
  const plain = [plan.symbol ?? '', what, ...more].join(' ').normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'D');
  return plain
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
}

async function docx(name: string, paper: Paper): Promise<FileAnswer> {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return { name: `${name}.docx`, type, bytes: await writePaper(paper) };
}

async function table(name: string, sheet: Sheet, format: 'xlsx' | 'csv' | 'json'): Promise<FileAnswer> {
  if (format === 'xlsx') return { name: `${name}.xlsx`, type: UPLOADS.xlsx, bytes: await xlsxOf(sheet) };
  if (format === 'csv') return { name: `${name}.csv`, type: 'text/csv; charset=utf-8', bytes: csvOf(sheet) };
  return { name: `${name}.json`, type: 'application/json', bytes: jsonOf(sheet) };
}
