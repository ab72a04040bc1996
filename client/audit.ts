import { grantFor } from '../domain/access.js';
import { planOfLane } from '../contract/names.js';
import { ProblemError, problem } from '../domain/problem.js';
import { findCommand } from '../store/commands.js';
import { verifyChain } from '../store/events.js';
import { allLanes } from '../store/lanes.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { AuditVerbs, CommandVerbs } from './dondoc.js';
import { outcomeOf } from './lodging.js';
import { notFound, seenPlan } from './rights.js';

/** The verb that proves the record: who may read a plan whole may verify it; all lanes are verified by those who keep the house. */
export function auditVerbs(deps: ClientDeps): AuditVerbs {
  return {
    async verify(actor, plan) {
      if (plan !== undefined) {
        const { today } = await instantOf(deps);
        await seenPlan(deps, actor, today, plan);
      } else if (!grantFor(actor, 'audit.verify', () => true)) throw new ProblemError(problem('FORBIDDEN', { act: 'audit.verify' }));
      const lanes = [];
      for (const head of await allLanes(deps.db)) {
        if (plan !== undefined && planOfLane(head.lane) !== plan) continue;
        const checked = await verifyChain(deps.db, head);
        lanes.push({ lane: head.lane, head: Buffer.from(head.hash).toString('hex'), ...checked });
      }
      return { ok: lanes.every(({ badSeq }) => badSeq === undefined), lanes };
    },
  };
}

/** The verb that tells what became of a lodged command, to its sender alone. */
export function commandVerbs(deps: ClientDeps): CommandVerbs {
  return {
    async get(actor, id) {
      const row = await findCommand(deps.db, id);
      if (!row || row.actor !== actor.person || row.source !== 'person') throw notFound();
      return outcomeOf(deps, row, true);
    },
  };
}
