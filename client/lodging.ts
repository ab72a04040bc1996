import { sql } from 'kysely';
import type { Actor, Grant } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import { type CommandRow, findByKey, lodge } from '../store/commands.js';
import { putContent } from '../store/content.js';
import { addLanes } from '../store/lanes.js';
import { sha256 } from '../store/chain.js';
import type { ClientDeps } from './deps.js';
import type { Lodged, Receipt, Sending } from './dondoc.js';

/** Largest command at the door, bytes of JSON: bodies go to content. */
export const MAX_COMMAND = 4096;

const WAIT_MS = 5000;

export interface NewCommand {
  lane: string;
  data: { type: string };
  forUnit?: string;
  grant?: Grant;
  content?: Uint8Array;
  /** Instant of lodging, where what was computed from it must carry the same one; else the clock's. */
  lodgedMs?: number;
  /** A lane that comes to be with this command. */
  newLane?: { planId: string };
  /** Runs in the lodging transaction. */
  within?: Parameters<typeof inTransaction>[2];
  large?: boolean;
}

/**
 * The answer that stands for a sender's key, if it was used before: the same bytes get the same answer, others are refused (KEY_REUSED).
 * Asked before anything else is looked at, so that a repeated request answers as the first did, whatever has changed since.
 */
export async function replay(deps: ClientDeps, actor: Actor, sending: Sending): Promise<Lodged | undefined> {
  const row = await findByKey(deps.db, actor.person, sending.key);
  if (!row) return undefined;
  if (!row.bodyHash || !Buffer.from(row.bodyHash).equals(Buffer.from(sending.bodyHash)))
    throw new ProblemError(problem('KEY_REUSED', { key: sending.key }));
  deps.relay.kick(row.lane);
  return answer(deps, row, true);
}

/** Lodges a command and waits for its decision. The command, its content and what goes with it are stored in one transaction. */
export async function send(deps: ClientDeps, actor: Actor, sending: Sending, command: NewCommand): Promise<Lodged> {
  const size = Buffer.byteLength(JSON.stringify(command.data));
  if (!command.large && size > MAX_COMMAND) throw new ProblemError(problem('COMMAND_TOO_LARGE', { size, max: MAX_COMMAND }));
  const instant = command.lodgedMs === undefined ? await deps.clock.instant() : sql<number>`${command.lodgedMs}::bigint`;
  const { row, fresh } = await inTransaction(deps, async (trx) => {
    if (command.newLane) await addLanes(trx, [{ lane: command.lane, kind: 'plan', planId: command.newLane.planId, n: 0 }]);
    const contentHash = command.content && (await putContent(trx, command.content, Date.now()));
    return lodge(
      trx,
      {
        lane: command.lane,
        data: command.data,
        source: 'person',
        actor: actor.person,
        idempotencyKey: sending.key,
        bodyHash: sending.bodyHash,
        ...(command.forUnit !== undefined && { forUnit: command.forUnit }),
        ...(command.grant && { role: command.grant.role }),
        ...(contentHash && { contentHash }),
      },
      instant,
    );
  }, command.within);
  if (!fresh && !Buffer.from(row.bodyHash ?? []).equals(Buffer.from(sending.bodyHash)))
    throw new ProblemError(problem('KEY_REUSED', { key: sending.key }));
  await deps.at?.('lodged');
  deps.relay.kick(row.lane);
  return answer(deps, row, !fresh);
}

type Trx = Parameters<Parameters<ReturnType<ClientDeps['db']['transaction']>['execute']>[0]>[0];

async function inTransaction<T>(deps: ClientDeps, work: (trx: Trx) => Promise<T>, before?: (trx: Trx) => Promise<void>): Promise<T> {
  return deps.db.transaction().execute(async (trx) => {
    await before?.(trx);
    return work(trx);
  });
}

async function answer(deps: ClientDeps, row: CommandRow, replayed: boolean): Promise<Lodged> {
  const decided = row.decidedMs === null ? await deps.relay.decided(row.id, deps.waitMs ?? WAIT_MS) : row;
  return decided ? outcomeOf(deps, decided, replayed) : { state: 'lodged', commandId: row.id, lodgedMs: row.lodgedMs };
}

/** What became of a command row: the receipt of what was recorded, or the problem that refused it. */
export async function outcomeOf(deps: ClientDeps, row: CommandRow, replayed: boolean): Promise<Lodged> {
  if (row.decidedMs === null) return { state: 'lodged', commandId: row.id, lodgedMs: row.lodgedMs };
  if (row.problem) return { state: 'refused', commandId: row.id, problem: row.problem };
  return { state: 'decided', receipt: await receiptOf(deps, row), replayed };
}

async function receiptOf(deps: ClientDeps, row: CommandRow): Promise<Receipt> {
  const { plan, unit, item, period } = row.data as { type: string; plan?: string; unit?: string; item?: string; period?: string };
  const event =
    row.firstSeq === null
      ? undefined
      : await deps.db.selectFrom('events').select(['hash', 'data']).where('lane', '=', row.lane).where('seq', '=', row.firstSeq).executeTakeFirst();
  const late = (event?.data as { late?: boolean } | undefined)?.late;
  return {
    commandId: row.id,
    plan: plan ?? row.lane.split(':')[1],
    ...(unit !== undefined && { unit }),
    ...(item !== undefined && { item }),
    ...(period !== undefined && { period }),
    lodgedMs: row.lodgedMs,
    ...(row.contentHash && { contentHash: Buffer.from(row.contentHash).toString('hex') }),
    ...(event && { event: { lane: row.lane, seq: row.firstSeq!, hash: Buffer.from(event.hash).toString('hex') } }),
    ...(late !== undefined && { late }),
  };
}

/** Bytes of a JSON value as content. */
export function contentOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

/** SHA-256 of a request's bytes; what tells a repeated request from another under the same key. */
export function bodyHashOf(text: string): Uint8Array {
  return sha256(text);
}
