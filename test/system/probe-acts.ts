import type { DutyView } from '../../client/dondoc.js';
import type { Actor } from '../../domain/access.js';
import { actorFor } from '../../start/play-stage.js';
import { type DondocRig, receiptOf, sending } from '../harness/dondoc-rig.js';

/** Drafts and issues a plan today; answers its id. */
export async function issue({ dondoc, settle }: DondocRig, by: Actor, text: string): Promise<string> {
  const { id } = await dondoc.plans.draft(by, { text });
  receiptOf(await dondoc.plans.issue(by, id, sending()));
  await settle();
  return id;
}

/** Ends a plan, so that it leaves later probes alone. */
export async function conclude({ dondoc, settle }: DondocRig, by: Actor, plan: string): Promise<void> {
  receiptOf(await dondoc.plans.conclude(by, plan, { summary: 'Kết thúc.' }, sending()));
  await settle();
}

/** A clerk of a body, by its code. */
export async function clerkOf(rig: DondocRig, code: string): Promise<Actor> {
  return actorFor('clerk', await rig.unitId(code));
}

/** All duties of a plan that an actor sees, page after page. */
export async function dutiesSeenBy({ dondoc }: DondocRig, actor: Actor, plan: string): Promise<DutyView[]> {
  const duties: DutyView[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await dondoc.duties.list(actor, { plan, limit: 200, ...(cursor !== undefined && { cursor }) });
    duties.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) return duties;
  }
}
