import { readFileSync } from 'node:fs';
import type { OnDuty } from '../../client/dondoc.js';
import { type Actor, ROLES } from '../../domain/access.js';
import { startOfDayMs } from '../../domain/day.js';
import type { ReportBody } from '../../domain/report.js';
import { type DondocRig, receiptOf, sending } from '../harness/dondoc-rig.js';

export const HOUR = 3_600_000;
export const at = (day: string, hour = 9) => startOfDayMs(day) + hour * HOUR;

/** The day the district's plan is issued. */
export const ISSUED = '2022-02-24';

/** Somebody who holds every role at a body, but those that keep house. */
export async function allRolesAt(rig: DondocRig, code: string): Promise<Actor> {
  const unit = await rig.unitId(code);
  const roles = ROLES.filter((role) => role !== 'administrator' && role !== 'operator');
  return { person: `all-${code}`, name: code, language: 'vi', grants: roles.map((role) => ({ id: `${code}-${role}`, role, unit })) };
}

/** Issues the plan of Kim Bôi under a number of its own, with the last rung that its ladder lacks; answers its id. */
export async function issueKimBoi(rig: DondocRig, owner: Actor, ordinal = 45): Promise<string> {
  const rung = '- { rung: toStandingCommittee, afterWorkingDays: 10 }';
  const text = readFileSync('examples/plan-kim-boi.yaml', 'utf8')
    .replace('symbol: 45-KH/HU', `symbol: ${ordinal}-KH/HU`)
    .replace(rung, `${rung}\n    - { rung: proposedForReview, afterWorkingDays: 15 }`);
  const { id } = await rig.dondoc.plans.draft(owner, { text });
  receiptOf(await rig.dondoc.plans.issue(owner, id, sending()));
  await rig.settle();
  return id;
}

/** The monthly report of a body, of February unless told otherwise. */
export function monthly(plan: string, unit: string, period = '2022-M02'): OnDuty {
  return { plan, unit, item: 'so-lieu-thang', period };
}

export function figures(admitted: number, said: Partial<ReportBody> = {}): ReportBody {
  return { figures: { 'ket-nap': admitted, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 }, narrative: {}, ...said };
}
