import type { Day } from '../domain/day.js';
import { standingOf } from '../domain/duty.js';
import type { Plan } from '../domain/plan.js';
import { codesIn } from '../domain/plan-codes.js';
import { getJson } from '../store/content.js';
import { listDuties } from '../store/duties.js';
import { planDocument, type PlanRow } from '../store/plans.js';
import { findUnit, unitNames } from '../store/units.js';
import { type ClientDeps, instantOf, sightOf } from './deps.js';
import type { PlanVerbs, ReportVerbs } from './dondoc.js';
import type { ClosingFacts, OfficeFacts, PaperVerbs, PlanFacts } from './dondoc-papers.js';
import { viewsOf } from './duties.js';
import { actingFor, notFound, seenPlan, unitFilter } from './rights.js';

/** Facts of papers, over the verbs that read plans and reports. */
export function paperVerbs(deps: ClientDeps, plans: Pick<PlanVerbs, 'consolidated'>, reports: Pick<ReportVerbs, 'get'>): PaperVerbs {
  return {
    async plan(actor, id) {
      const { today } = await instantOf(deps);
      return factsOf(deps, await seenPlan(deps, actor, today, id), today);
    },
    async late(actor, id, query) {
      const { today, nowMs } = await instantOf(deps);
      const row = await seenPlan(deps, actor, today, id);
      const unit = query.unit === undefined ? undefined : await unitFilter(deps, today, query.unit);
      const duties = await listDuties(deps.db, sightOf(actor, today), { plan: id, ...(unit !== undefined && { units: [unit] }) });
      const late = duties
        .filter((duty) => standingOf(duty, nowMs).state === 'openOverdue')
        .filter(({ item, period }) => (query.item ?? item) === item && (query.period ?? period) === period);
      return { ...(await factsOf(deps, row, today)), late: await viewsOf(deps, late, nowMs) };
    },
    async report(actor, on) {
      const facts = await formOf(on, actor);
      if (facts.report.versions.length === 0) throw notFound();
      const to = facts.plan.reports.find(({ id }) => id === on.item)?.to ?? facts.plan.issuer;
      return { ...facts, receiver: facts.names[to] ?? to };
    },
    async form(actor, on, acting = false) {
      const facts = await formOf(on, actor);
      if (acting) actingFor(actor, 'duties.act', facts.report.duty.unit.id);
      return facts;
    },
    async consolidated(actor, id, item, period) {
      const { today } = await instantOf(deps);
      const view = await plans.consolidated(actor, id, item, period);
      const facts = await factsOf(deps, await seenPlan(deps, actor, today, id), today);
      const { figures, missing, nilUnits, narrative } = view.consolidated;
      const units = [
        ...missing,
        ...nilUnits,
        ...Object.values(figures).flatMap(({ sources }) => sources.map(({ unit }) => unit)),
        ...Object.values(narrative).flatMap((texts) => texts.map(({ unit }) => unit)),
      ];
      return { ...facts, view, names: { ...facts.names, ...(await namesOf(deps, units, today)) } };
    },
  };

  async function formOf(on: Parameters<ReportVerbs['get']>[1], actor: Parameters<ReportVerbs['get']>[0]) {
    const report = await reports.get(actor, on);
    const { today } = await instantOf(deps);
    const facts = await factsOf(deps, await seenPlan(deps, actor, today, on.plan), today);
    return { ...facts, office: await officeOf(deps, report.duty.unit.id, today), report };
  }
}

async function factsOf(deps: ClientDeps, row: PlanRow, today: Day): Promise<PlanFacts> {
  const { plan } = await planDocument(deps.db, row);
  const closing = row.summaryHash && (await getJson<ClosingFacts>(deps.db, row.summaryHash));
  return {
    today,
    plan,
    issuer: await officeOf(deps, row.issuerId, today),
    names: await namesByCode(deps, plan, today),
    ...(closing ? { closing } : {}),
  };
}

/** A body that has ended is told as it last stood. */
async function officeOf(deps: ClientDeps, unit: string, today: Day): Promise<OfficeFacts> {
  const [named] = (await unitNames(deps.db, [unit], today)).values();
  if (!named) throw notFound();
  const standing = await findUnit(deps.db, unit, today);
  const [above] = named.parent === undefined ? [] : (await unitNames(deps.db, [named.parent], today)).values();
  return {
    code: named.code,
    name: named.name,
    kind: standing?.kind ?? 'partyCommittee',
    ...(above && { parent: above.name }),
    ...(standing?.head && { head: standing.head }),
  };
}

async function namesByCode(deps: ClientDeps, plan: Plan, today: Day): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const code of codesIn(plan)) {
    const unit = await findUnit(deps.db, code, today);
    if (unit) names[code] = unit.name;
  }
  return names;
}

async function namesOf(deps: ClientDeps, units: string[], today: Day): Promise<Record<string, string>> {
  return Object.fromEntries([...(await unitNames(deps.db, units, today))].map(([id, { name }]) => [id, name]));
}
