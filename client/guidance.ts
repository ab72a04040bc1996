import { grantFor } from '../domain/access.js';
import { nearest } from '../domain/nearest.js';
import { type Problem, ProblemError, problem } from '../domain/problem.js';
import { v5 as uuidv5 } from 'uuid';
import { planLane } from '../contract/names.js';
import { fixedInstant } from '../store/clock.js';
import { findByKey, lodge } from '../store/commands.js';
import { recordHouse } from '../store/house.js';
import { awaitedGuidance, planDocument, plansAwaiting } from '../store/plans.js';
import { type ClientDeps, instantOf, newId, sightOf } from './deps.js';
import type { GuidanceVerbs, RegisteredGuidance } from './dondoc.js';
import { matchBody } from './lodging.js';

/** Namespace of the ids of commands that a registered guidance lodges, one a plan. */
const GUIDANCE = '8f2f3c66-9d5c-49c0-8a55-1d7b90f1c3d2';
const WAIT_MS = 5000;

/** Verbs on guidance documents: register one and wake what waits for it; see what is awaited. */
export function guidanceVerbs(deps: ClientDeps): GuidanceVerbs {
  return {
    async register(actor, input, sending) {
      const standing = await repeated(actor.person, sending.key, sending.bodyHash);
      if (standing) return standing;
      const { nowMs, today } = await instantOf(deps);
      const grant = grantFor(actor, 'guidance.register', (unit) => input.unit === undefined || unit === input.unit);
      if (!grant) throw new ProblemError(problem('FORBIDDEN', { act: 'guidance.register' }));
      const id = newId();
      const { plans, warnings } = await deps.db.transaction().execute(async (trx) => {
        const { key, title, symbol, issuedOn } = input;
        await trx
          .insertInto('guidance')
          .values({
            id,
            key,
            title,
            symbol: symbol ?? null,
            issued_on: issuedOn ?? null,
            registered_ms: nowMs,
            registered_by: actor.person,
          })
          .execute();
        await recordHouse(
          trx,
          [{ type: 'guidanceRegistered', atMs: nowMs, data: { guidance: key, id }, actor: actor.person, forUnit: grant.unit }],
          nowMs,
        );
        const sight = { bodies: [grant.unit], today };
        const waiting = await plansAwaiting(trx, key, sight);
        const unawaited = waiting.length === 0 ? [notAwaited(key, await awaitedGuidance(trx, sight))] : [];
        const data = { type: 'registerGuidance', guidance: key, guidanceId: id };
        for (const plan of waiting)
          await lodge(
            trx,
            { id: uuidv5(`${id}/${plan}`, GUIDANCE), lane: planLane(plan), data, source: 'derived', actor: actor.person },
            fixedInstant(nowMs),
          );
        // The house's own row keeps the sender's key, so that a repeated request finds what was done.
        await lodge(
          trx,
          {
            lane: 'house',
            data: { type: 'registerGuidance', id, plans: waiting, warnings: unawaited } as never,
            source: 'person',
            actor: actor.person,
            forUnit: grant.unit,
            idempotencyKey: sending.key,
            bodyHash: sending.bodyHash,
          },
          fixedInstant(nowMs),
        ).then(({ row }) => trx.updateTable('commands').set({ decided_ms: nowMs, batch: 0 }).where('id', '=', row.id).execute());
        return { plans: waiting, warnings: unawaited };
      });
      for (const plan of plans) deps.relay.kick(planLane(plan));
      for (const plan of plans) await deps.relay.decided(uuidv5(`${id}/${plan}`, GUIDANCE), deps.waitMs ?? WAIT_MS);
      return { id, plans, warnings };
    },
    async awaited(actor) {
      const { today } = await instantOf(deps);
      const rows = await awaitedGuidance(deps.db, sightOf(actor, today));
      const keys = [...new Set(rows.map(({ key }) => key))];
      const titles = new Map<string, string>();
      for (const { key, plan } of rows) if (!titles.has(key)) titles.set(key, await titleOf(plan, key));
      return keys.map((key) => {
        const of = rows.filter((row) => row.key === key);
        return {
          key,
          title: titles.get(key) ?? key,
          plans: of.map(({ plan }) => plan),
          duties: of.reduce((sum, { duties }) => sum + duties, 0),
          sinceMs: Math.min(...of.map(({ sinceMs }) => sinceMs)),
        };
      });
    },
  };

  async function repeated(person: string, key: string, bodyHash: Uint8Array): Promise<RegisteredGuidance | undefined> {
    const row = await findByKey(deps.db, person, key);
    if (!row) return undefined;
    matchBody(row.bodyHash, { key, bodyHash });
    const { id, plans, warnings } = row.data as unknown as RegisteredGuidance;
    return { id, plans, warnings };
  }

  async function titleOf(planId: string, key: string): Promise<string> {
    const row = await deps.db.selectFrom('plans').select('file_hash').where('id', '=', planId).executeTakeFirstOrThrow();
    const { plan } = await planDocument(deps.db, { fileHash: Buffer.from(row.file_hash), specHash: null });
    const task = plan.tasks.find(({ timing }) => timing.kind === 'awaiting' && timing.guidance.key === key);
    return task?.timing.kind === 'awaiting' ? task.timing.guidance.title : key;
  }
}

/** A key that no issued plan waits for: told with the awaited one it may have been meant for. Plans issued later still find it. */
function notAwaited(key: string, awaited: { key: string }[]): Problem {
  const keys = awaited.map((row) => row.key);
  return problem('GUIDANCE_NOT_AWAITED', { guidance: key, suggestion: nearest(key, keys) ?? (keys.slice(0, 5).join(', ') || '–') }, 'key');
}
