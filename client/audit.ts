import { planOfLane } from '../contract/names.js';
import { ProblemError, problem } from '../domain/problem.js';
import { findCommand } from '../store/commands.js';
import type { Db } from '../store/database.js';
import { type KnownHead, verifyLane } from '../store/events.js';
import { allLanes, type LaneRow } from '../store/lanes.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { AuditProof, AuditVerbs, CommandVerbs } from './dondoc.js';
import { outcomeOf } from './lodging.js';
import { mayOverAll, notFound, seenPlan } from './rights.js';

/** The verb that proves the record: who may read a plan whole may verify it; all lanes are verified by those who keep the house. */
export function auditVerbs(deps: ClientDeps): AuditVerbs {
  return {
    async verify(actor, plan) {
      const { today } = await instantOf(deps);
      if (plan !== undefined) {
        const { whole } = await seenPlan(deps, actor, today, plan);
        if (!whole) throw new ProblemError(problem('FORBIDDEN', { act: 'audit.verify' }));
      } else await mayOverAll(deps, actor, today, 'audit.verify');
      const lanes = (await allLanes(deps.db)).filter(({ lane }) => plan === undefined || planOfLane(lane) === plan);
      return proven(deps.db, lanes, new Map());
    },
    async verifyAgainst(actor, heads) {
      const { today } = await instantOf(deps);
      await mayOverAll(deps, actor, today, 'audit.verify');
      const known = new Map(heads.map(({ lane, seq, hash }) => [lane, { seq, hash: Buffer.from(hash, 'hex') }]));
      const proof = await proven(deps.db, await allLanes(deps.db), known);
      const there = new Set(proof.lanes.map(({ lane }) => lane));
      const gone = heads.filter(({ lane, seq }) => seq > 0 && !there.has(lane)).map(({ lane }) => cutWhole(lane));
      return { ok: proof.ok && gone.length === 0, lanes: [...proof.lanes, ...gone] };
    },
  };
}

async function proven(db: Db, heads: readonly LaneRow[], known: ReadonlyMap<string, KnownHead>): Promise<AuditProof> {
  const lanes: AuditProof['lanes'] = [];
  for (const { lane } of heads) {
    const { head, ...checked } = (await verifyLane(db, lane, known.get(lane)))!;
    lanes.push({ lane, head: Buffer.from(head).toString('hex'), ...checked });
  }
  return { ok: lanes.every(({ badSeq }) => badSeq === undefined), lanes };
}

const cutWhole = (lane: string): AuditProof['lanes'][number] => ({ lane, events: 0, head: '', badSeq: 1, problem: 'cut' });

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
