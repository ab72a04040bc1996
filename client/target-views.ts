import type { Day } from '../domain/day.js';
import { sumOf } from '../domain/decimal.js';
import { paceOf } from '../domain/pace.js';
import type { Plan } from '../domain/plan.js';
import { targetSpan } from '../domain/rounds.js';
import { feedsOf, type ReportBody } from '../domain/report.js';
import { evaluateTarget, targetsOf } from '../domain/target.js';
import { getManyJson } from '../store/content.js';
import { listDuties } from '../store/duties.js';
import { planDocument, type PlanRow } from '../store/plans.js';
import { unreviewedReports } from '../store/reports.js';
import type { Sight } from '../store/sight.js';
import type { ClientDeps } from './deps.js';
import type { Collected } from './collected.js';
import type { TargetView } from './dondoc.js';
import { lastYearOf } from './last-year.js';

/** Targets of a plan on a day: where each stands by what was reported, and the pace of every unit that holds a share of it. */
export async function targetViews(
  deps: ClientDeps,
  row: PlanRow,
  plan: Plan,
  collected: Collected[],
  on: Day,
  sight: Sight = { bodies: [row.issuerId], today: on },
): Promise<TargetView[]> {
  const { spec } = await planDocument(deps.db, row);
  const standings = new Map(targetsOf(plan, collected, on, spec?.exempt ?? []).map((standing) => [standing.target, standing]));
  const duties = await listDuties(deps.db, sight, { plan: row.id, kind: 'target' });
  const unreviewed = await unreviewedOf(deps, row.id, plan);
  const before = new Map<string, Map<string, number>>();
  for (const target of plan.targets)
    if (duties.some(({ item }) => item === target.id)) before.set(target.id, await lastYearOf(deps, row, { plan, target }, on, sight));
  return plan.targets.map((target) => {
    const standing = standings.get(target.id);
    const held = duties.filter(({ item }) => item === target.id);
    const total = held.length === 0 ? null : sumOf(held.map(({ value }) => value ?? 0));
    return {
      target: target.id,
      indicator: target.indicator,
      comparator: target.comparator,
      bound: target.value,
      ...(target.valueMax !== undefined && { boundMax: target.valueMax }),
      unit: target.unit,
      state:
        standing && standing.state !== 'unknown'
          ? standing.state
          : evaluateTarget(target, total, undefined, { on, to: targetSpan(target, plan).to }).state,
      value: standing?.value ?? total,
      ...(standing?.parts && { numerator: standing.parts.numerator, denominator: standing.parts.denominator }),
      pace: held.map(({ unit, value, quota }) => {
        const pace = paceOf({ quota: quota ?? 0, value: value ?? 0, span: targetSpan(target, plan), on });
        const { percent, evenValue, evenPercent, behind, neededPerMonth } = pace;
        const waiting = unreviewed.get(`${target.id} ${unit}`);
        const told = waiting !== undefined && waiting !== 0 && { unreviewed: waiting };
        const lastYear = before.get(target.id)?.get(unit);
        const ghost = lastYear !== undefined && { lastYear };
        return { unit, value: value ?? 0, quota: quota ?? 0, ...told, ...ghost, percent, evenValue, evenPercent, behind, neededPerMonth };
      }),
    };
  });
}

/** What reports that nobody has accepted or returned yet tell of targets, by `target unit`: counted in what is reached, and said beside it. */
async function unreviewedOf(deps: ClientDeps, planId: string, plan: Plan): Promise<Map<string, number>> {
  const feeding = plan.reports.filter(({ form }) => form.figures.some(({ feeds }) => feeds));
  const rows = await unreviewedReports(
    deps.db,
    planId,
    feeding.map(({ id }) => id),
  );
  const bodies = await getManyJson<ReportBody>(
    deps.db,
    rows.map(({ contentHash }) => contentHash),
  );
  const told = new Map<string, number>();
  for (const { unit, item, contentHash } of rows) {
    const body = bodies.get(contentHash.toString('hex'));
    const form = feeding.find(({ id }) => id === item)?.form;
    if (!body || !form) continue;
    for (const { target, value } of feedsOf(form, body)) told.set(`${target} ${unit}`, sumOf([told.get(`${target} ${unit}`) ?? 0, value]));
  }
  return told;
}
