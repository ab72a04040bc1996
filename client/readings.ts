import { type Actor, grantFor } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import { confirmedPlan } from '../reading/confirm.js';
import { proposalIn } from '../reading/propose.js';
import { sha256 } from '../store/chain.js';
import { getContent, getJson, putContent } from '../store/content.js';
import { recordHouse } from '../store/house.js';
import { findReading, insertReading, type ReadingRow } from '../store/readings.js';
import { unitTree } from '../store/units.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { PaperRead, ReadingVerbs, ReadingView } from './dondoc-readings.js';
import { contentOf } from './lodging.js';
import { once } from './once.js';
import { demandQuota } from './quota.js';
import { notFound } from './rights.js';

type Kept = Pick<PaperRead, 'plainText' | 'draft' | 'warnings'>;

/** Another request handed in the same bytes first; what this one kept is undone with its transaction. */
class HandedInBefore extends Error {}

/** Verbs on papers that are read into draft plans. */
export function readingVerbs(deps: ClientDeps): ReadingVerbs {
  return {
    async admit(actor, size) {
      if (!grantFor(actor, 'plans.draft', () => true)) throw new ProblemError(problem('FORBIDDEN', { act: 'plans.draft' }));
      await demandQuota(deps, actor, size);
    },
    async keep(actor, paper, sending) {
      const { nowMs } = await instantOf(deps);
      const hash = sha256(paper.bytes);
      const before = () => findReading(deps.db, actor.person, { hash });
      const { name, kind, bytes, plainText, draft, warnings } = paper;
      return once(
        deps,
        actor,
        sending,
        async (keep) => {
          const standing = await before();
          if (standing) return viewOf(standing);
          const id = newId();
          try {
            await deps.db.transaction().execute(async (trx) => {
              await keep(trx, id, nowMs);
              const contentHash = await putContent(trx, bytes, nowMs);
              const draftHash = await putContent(trx, contentOf({ plainText, draft, warnings } satisfies Kept), nowMs);
              const row = { id, name, kind, size: bytes.length, contentHash, draftHash, madeMs: nowMs };
              if (!(await insertReading(trx, actor.person, row))) throw new HandedInBefore();
              const data = { reading: id, kind, size: bytes.length, sha256: contentHash.toString('hex') };
              await recordHouse(trx, [{ type: 'paperHandedIn', atMs: nowMs, data, actor: actor.person }], nowMs);
            });
          } catch (error) {
            if (!(error instanceof HandedInBefore)) throw error;
          }
          return viewOf((await before())!);
        },
        async (id) => viewOf(await ownReading(actor, id)),
      );
    },
    async get(actor, id) {
      return viewOf(await ownReading(actor, id));
    },
    async proposal(actor, id) {
      return (await proposed(actor, id)).proposal;
    },
    async confirm(actor, id, decisions) {
      const { draft, proposal } = await proposed(actor, id);
      return confirmedPlan(draft, proposal, decisions);
    },
    async file(actor, id) {
      const { name, kind, contentHash } = await ownReading(actor, id);
      const bytes = await getContent(deps.db, contentHash);
      if (!bytes) throw notFound();
      return { name, kind: kind as PaperRead['kind'], bytes };
    },
  };

  async function proposed(actor: Actor, id: string) {
    const { draft } = await viewOf(await ownReading(actor, id));
    const { today } = await instantOf(deps);
    return { draft, proposal: proposalIn(await unitTree(deps.db, today), draft) };
  }

  async function ownReading(actor: Actor, id: string): Promise<ReadingRow> {
    const row = await findReading(deps.db, actor.person, { id });
    if (!row) throw notFound();
    return row;
  }

  async function viewOf({ id, name, kind, size, contentHash, draftHash, madeMs }: ReadingRow): Promise<ReadingView> {
    const read = await getJson<Kept>(deps.db, draftHash);
    if (!read) throw notFound();
    return {
      id,
      name,
      kind: kind as PaperRead['kind'],
      size,
      sha256: Buffer.from(contentHash).toString('hex'),
      handedInMs: madeMs,
      ...read,
    };
  }
}
