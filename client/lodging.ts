import type { Actor, Grant } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import { planOfLane } from '../contract/names.js';
import { fixedInstant } from '../store/clock.js';
import { type CommandRow, type Decided, findByKey, findDecided, lodge, type Lodging, undecidedOpenings } from '../store/commands.js';
import { putContent } from '../store/content.js';
import type { Trx } from '../store/database.js';
import { addLanes } from '../store/lanes.js';
import { sha256 } from '../store/chain.js';
import type { ClientDeps } from './deps.js';
import type { Lodged, Receipt, Sending } from './dondoc.js';
import { LodgingGroups } from './lodging-groups.js';

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
  within?: (trx: Trx) => Promise<void>;
  large?: boolean;
}

/**
 * The answer that stands for a sender's key, if it was used before: the same bytes get the same answer, others are refused (KEY_REUSED).
 * Asked before anything else is looked at, so that a repeated request answers as the first did, whatever has changed since.
 */
export async function replay(deps: ClientDeps, actor: Actor, sending: Sending): Promise<Lodged | undefined> {
  const row = await findByKey(deps.db, actor.person, sending.key);
  if (!row) return undefined;
  matchBody(row.bodyHash, sending);
  if (row.decidedMs !== null) return outcomeOf(deps, row, true);
  deps.relay.kick(row.lane);
  return answer(deps, row, true);
}

/**
 * Does what lodges one command and nothing else. A repeated request answers as the first did, whatever has changed since: one that is
 * refused is looked up by its key, one that is not meets the first where it is lodged; so a request that comes once is not looked up at all.
 */
export async function sentOnce(deps: ClientDeps, actor: Actor, sending: Sending, work: () => Promise<Lodged>): Promise<Lodged> {
  try {
    return await work();
  } catch (error) {
    const again = error instanceof ProblemError && (await replay(deps, actor, sending));
    if (!again) throw error;
    return again;
  }
}

/** Refuses a sender's key that came before with other bytes (KEY_REUSED). */
export function matchBody(kept: Uint8Array | null, { key, bodyHash }: Pick<Sending, 'key' | 'bodyHash'>): void {
  if (!kept || !Buffer.from(kept).equals(Buffer.from(bodyHash))) throw new ProblemError(problem('KEY_REUSED', { key }));
}

/** Lodges a command and waits for its decision. The command, its content and what goes with it are stored together or not at all. */
export async function send(deps: ClientDeps, actor: Actor, sending: Sending, command: NewCommand): Promise<Lodged> {
  const size = Buffer.byteLength(JSON.stringify(command.data));
  if (!command.large && size > MAX_COMMAND) throw new ProblemError(problem('COMMAND_TOO_LARGE', { size, max: MAX_COMMAND }));
  const { row, fresh } = await lodgeWith(deps, command, {
    lane: command.lane,
    data: command.data,
    source: 'person',
    actor: actor.person,
    idempotencyKey: sending.key,
    bodyHash: sending.bodyHash,
    ...(command.forUnit !== undefined && { forUnit: command.forUnit }),
    ...(command.grant && { role: command.grant.role }),
    ...(command.grant?.delegation && { delegation: command.grant.delegation.id }),
  });
  if (!fresh) matchBody(row.bodyHash, sending);
  await deps.at?.('lodged');
  deps.relay.kick(row.lane);
  return answer(deps, row, !fresh);
}

/** In one statement with others, unless something else must happen with it. */
async function lodgeWith(deps: ClientDeps, command: NewCommand, lodging: Lodging) {
  const bytes = command.content;
  const content = bytes && bytes.length <= ONE_CHUNK ? { hash: sha256(bytes), bytes } : undefined;
  if (!command.within && !command.newLane && command.lodgedMs === undefined && (!bytes || content))
    return groupsOf(deps).lodge({ lodging, ...(content && { content }) });
  const instant = command.lodgedMs === undefined ? await deps.clock.instant() : fixedInstant(command.lodgedMs);
  const storedMs = command.lodgedMs ?? (await deps.clock.nowMs());
  return deps.db.transaction().execute(async (trx) => {
    await command.within?.(trx);
    if (command.newLane) await addLanes(trx, [{ lane: command.lane, kind: 'plan', planId: command.newLane.planId, n: 0 }]);
    const contentHash = bytes && (await putContent(trx, bytes, storedMs));
    return lodge(trx, { ...lodging, ...(contentHash && { contentHash }) }, instant);
  });
}

const ONE_CHUNK = 1024 * 1024;

const groups = new WeakMap<ClientDeps, LodgingGroups>();

function groupsOf(deps: ClientDeps): LodgingGroups {
  const known = groups.get(deps) ?? new LodgingGroups(deps);
  groups.set(deps, known);
  return known;
}

async function answer(deps: ClientDeps, row: CommandRow, replayed: boolean): Promise<Lodged> {
  return lodgedOf(row, await deps.relay.decided(row.id, deps.waitMs ?? WAIT_MS), replayed);
}

/** Waits until an issued plan stands at its recipients, so that its issuer finds their duties; not longer than for a decision. */
export async function cascaded(deps: ClientDeps, planId: string): Promise<void> {
  const until = performance.now() + (deps.waitMs ?? WAIT_MS);
  for (const id of await undecidedOpenings(deps.db, planId)) await deps.relay.decided(id, Math.max(0, until - performance.now()));
}

/** What became of a command row, from the record: the receipt of what was recorded, or the problem that refused it. */
export async function outcomeOf(deps: ClientDeps, row: CommandRow, replayed: boolean): Promise<Lodged> {
  return lodgedOf(row, await findDecided(deps.db, row.id), replayed);
}

function lodgedOf(row: CommandRow, decided: Decided | undefined, replayed: boolean): Lodged {
  if (!decided) return { state: 'lodged', commandId: row.id, lodgedMs: row.lodgedMs };
  if (decided.problem) return { state: 'refused', commandId: row.id, problem: decided.problem };
  return { state: 'decided', receipt: receiptOf(row, decided), replayed };
}

function receiptOf(row: CommandRow, { event }: Decided): Receipt {
  const { plan, unit, item, period } = row.data as { type: string; plan?: string; unit?: string; item?: string; period?: string };
  return {
    commandId: row.id,
    plan: plan ?? planOfLane(row.lane),
    ...(unit !== undefined && { unit }),
    ...(item !== undefined && { item }),
    ...(period !== undefined && { period }),
    lodgedMs: row.lodgedMs,
    ...(row.contentHash && { contentHash: Buffer.from(row.contentHash).toString('hex') }),
    ...(event && { event: { lane: event.lane, seq: event.seq, hash: Buffer.from(event.hash).toString('hex') } }),
    ...(event?.late !== undefined && { late: event.late }),
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
