import type { Actor } from '../domain/access.js';
import {
  type AttachedTo,
  type AttachmentRow,
  findAttachment,
  insertAttachment,
  listAttachments,
  newestVersion,
} from '../store/attachments.js';
import { sha256 } from '../store/chain.js';
import { getContent, putContent } from '../store/content.js';
import type { Trx } from '../store/database.js';
import { recordHouse } from '../store/house.js';
import type { ReadingRow } from '../store/readings.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { AttachmentVerbs, AttachmentView, OnAttachment } from './dondoc-attachments.js';
import { once } from './once.js';
import { demandQuota } from './quota.js';
import { actingFor, managedPlan, notFound, seenDuty, seenPlan } from './rights.js';

/** Another request added that version first; what this one kept is undone with its transaction. */
class VersionTaken extends Error {}

const TRIES = 3;

/** Verbs on files that go with duties and plans. */
export function attachmentVerbs(deps: ClientDeps): AttachmentVerbs {
  return {
    async admit(actor, on, size) {
      await changeable(actor, on);
      await demandQuota(deps, actor, size);
    },
    async add(actor, on, { name, kind, bytes }, sending) {
      const to = await changeable(actor, on);
      return once(
        deps,
        actor,
        sending,
        async (keep) => {
          for (let tries = 1; ; tries += 1) {
            const { nowMs } = await instantOf(deps);
            const newest = await newestVersion(deps.db, to, name);
            if (newest && sha256(bytes).equals(Buffer.from(newest.contentHash))) return viewOf(newest);
            const id = newId();
            const version = (newest?.version ?? 0) + 1;
            try {
              return await deps.db.transaction().execute(async (trx) => {
                await keep(trx, id, nowMs);
                const contentHash = await putContent(trx, bytes, nowMs);
                const row = { id, name, version, kind, size: bytes.length, contentHash, addedMs: nowMs, addedBy: actor.person };
                await keepVersion(trx, to, row);
                return viewOf(row);
              });
            } catch (error) {
              if (!(error instanceof VersionTaken) || tries === TRIES) throw error;
            }
          }
        },
        async (id) => viewOf(await found(to, id)),
      );
    },
    async list(actor, on) {
      return (await listAttachments(deps.db, await seen(actor, on))).map(viewOf);
    },
    async file(actor, on, id) {
      const { name, kind, contentHash } = await found(await seen(actor, on), id);
      const bytes = await getContent(deps.db, contentHash);
      if (!bytes) throw notFound();
      return { name, kind, bytes };
    },
  };

  async function found(to: AttachedTo, id: string): Promise<AttachmentRow> {
    const row = await findAttachment(deps.db, to, id);
    if (!row) throw notFound();
    return row;
  }

  /** What the actor sees the files of. */
  async function seen(actor: Actor, { plan, unit, item, period }: OnAttachment): Promise<AttachedTo> {
    const { today } = await instantOf(deps);
    if (unit === undefined || item === undefined || period === undefined) {
      const row = await seenPlan(deps, actor, today, plan);
      if (!row.whole) throw notFound();
      return { plan, unit: '', item: '', period: '' };
    }
    const duty = await seenDuty(deps, actor, today, { plan, unit, item, period });
    return { plan, unit: duty.unit, item, period };
  }

  /** What the actor may add files to: duties of a body it acts for, plans that it drafts. */
  async function changeable(actor: Actor, on: OnAttachment): Promise<AttachedTo> {
    const to = await seen(actor, on);
    if (to.unit === '') await managedPlan(deps, actor, (await instantOf(deps)).today, on.plan, 'plans.draft');
    else actingFor(actor, 'duties.act', to.unit);
    return to;
  }
}

function viewOf({ contentHash, ...row }: AttachmentRow): AttachmentView {
  return { ...row, sha256: Buffer.from(contentHash).toString('hex') };
}

/** Adds a version and its act on the record. Throws VersionTaken where another request was first. */
async function keepVersion(trx: Trx, to: AttachedTo, row: AttachmentRow): Promise<void> {
  if (!(await insertAttachment(trx, to, row))) throw new VersionTaken();
  const { plan, unit, item, period } = to;
  const on = unit === '' ? { plan } : { plan, unit, item, period };
  const data = { ...on, attachment: row.id, version: row.version, sha256: Buffer.from(row.contentHash).toString('hex') };
  const act = { type: 'fileAttached', atMs: row.addedMs, data, actor: row.addedBy, ...(unit !== '' && { forUnit: unit }) };
  await recordHouse(trx, [act], row.addedMs);
}

/** The paper that a plan was read from, kept with the plan in the transaction that keeps its draft; the same bytes again are no new version. */
export async function keepSource(
  trx: Trx,
  { plan, actor, nowMs }: { plan: string; actor: string; nowMs: number },
  { name, kind, size, contentHash }: ReadingRow,
): Promise<void> {
  const to = { plan, unit: '', item: '', period: '' };
  const newest = await newestVersion(trx, to, name);
  if (newest && Buffer.from(newest.contentHash).equals(Buffer.from(contentHash))) return;
  const version = (newest?.version ?? 0) + 1;
  await keepVersion(trx, to, { id: newId(), name, version, kind, size, contentHash, addedMs: nowMs, addedBy: actor });
}
