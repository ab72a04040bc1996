import type { Actor } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import type { UnitKind } from '../domain/unit.js';
import type { ConsolidatedView, DutyView, OnDuty, ReportView } from './dondoc-views.js';

/** A body as head and signature of a paper need it. */
export interface OfficeFacts {
  code: string;
  name: string;
  kind: UnitKind;
  /** Name of the body above it. */
  parent?: string;
  head?: { name?: string; position: string };
}

/** What every paper of a plan stands on: the day it is made, the plan, its issuer, and names of bodies by id and by code. */
export interface PlanFacts {
  today: Day;
  plan: Plan;
  issuer: OfficeFacts;
  names: Record<string, string>;
  /** What it came to, once it is concluded. */
  closing?: ClosingFacts;
}

/** A closing summary as it was kept. */
export interface ClosingFacts {
  summary?: string;
  counts: Record<string, number>;
  targets: ConsolidatedView['targets'];
  reports: Record<
    string,
    { period: string; consolidated: { coverage: { expected: number; delivered: number }; values: Record<string, number | null> } }
  >;
}

/** Which duties a list is of; all that are overdue where nothing is said. */
export interface LateQuery {
  unit?: string;
  item?: string;
  period?: string;
}

/** Facts of papers: what the reading verbs answer, gathered for one paper, with rights as for what it shows. */
export interface PaperVerbs {
  plan(actor: Actor, plan: string): Promise<PlanFacts>;
  /** Duties that are overdue, of those the actor sees. */
  late(actor: Actor, plan: string, query: LateQuery): Promise<PlanFacts & { late: DutyView[] }>;
  /** A report as it was handed in last, or NOT_FOUND where it was not yet; its body, and who receives it. */
  report(actor: Actor, on: OnDuty): Promise<PlanFacts & { office: OfficeFacts; report: ReportView; receiver: string }>;
  /** The same without a version: what a form to fill in needs; `acting` of one who is to fill it in for the body. */
  form(actor: Actor, on: OnDuty, acting?: boolean): Promise<PlanFacts & { office: OfficeFacts; report: ReportView }>;
  consolidated(actor: Actor, plan: string, item: string, period: string): Promise<PlanFacts & { view: ConsolidatedView }>;
}
