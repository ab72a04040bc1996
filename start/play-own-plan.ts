import { writePlanFile } from '../contract/plan-file.js';
import type { Lodged } from '../client/dondoc.js';
import { dayOfMs } from '../domain/day.js';
import { DEFAULT_ESCALATION, DEFAULT_REMINDERS, type Plan } from '../domain/plan.js';
import type { UnitId } from '../domain/unit.js';
import { findUnit } from '../store/units.js';
import { actorFor, freshSending, type OnStage, type Stage } from './play-stage.js';

/**
 * Issues a plan of a body's own that makes the given one concrete. It asks nothing of anybody: what is played is what the superior sees of it,
 * that it has been issued. Own plans with a life of their own are played as parts.
 */
export async function issueOwnPlan({ db, dondoc, clock }: Stage, on: OnStage, unit: UnitId): Promise<Lodged> {
  const today = dayOfMs(await clock.nowMs());
  const issuer = (await findUnit(db, unit, today))!;
  const actor = actorFor('issuer', unit);
  const { items } = await dondoc.plans.list(actor, { limit: 200, q: OWN });
  const ordinal = FIRST + items.filter((plan) => plan.issuer.id === unit).length;
  const draft = await dondoc.plans.draft(actor, { text: writePlanFile(ownPlan(on.plan, issuer.code, ordinal, today)) });
  return dondoc.plans.issue(actor, draft.id, freshSending());
}

/** Numbers of these plans, away from those of the plan files. */
const FIRST = 501;
const OWN = 'thực hiện kế hoạch của cấp trên';

function ownPlan(superior: Plan, issuer: string, ordinal: number, date: string): Plan {
  const { symbol = '', term, horizon } = superior;
  return {
    symbol: `${ordinal}-KH/ĐU`,
    type: 'plan',
    issuer,
    date,
    subject: `${OWN}: ${symbol}`,
    horizon: { from: date, to: horizon.to },
    legalBases: [],
    concretises: [{ issuer: superior.issuer, symbol, ...(term !== undefined && { term }) }],
    groups: {},
    sections: [],
    objectives: [],
    targets: [],
    tasks: [],
    reports: [],
    recipients: [],
    receipt: { due: { within: 5, unit: 'working', after: 'issue' } },
    exempt: [],
    reminders: DEFAULT_REMINDERS,
    escalation: DEFAULT_ESCALATION,
    sample: true,
  };
}
