import type { Actor } from '../domain/access.js';
import { bodiesOf } from '../domain/access.js';
import type { WorkingCalendar } from '../domain/calendar.js';
import { type Day, dayOfMs } from '../domain/day.js';
import type { Reconciliation } from '../domain/finding.js';
import type { LaneTimer } from '../relay/timers.js';
import type { Clock } from '../store/clock.js';
import type { Decided } from '../store/commands.js';
import type { Db } from '../store/database.js';
import type { Sight } from '../store/sight.js';
import type { About } from './dondoc-views.js';

/** What the verbs need. */
export interface ClientDeps {
  db: Db;
  clock: Clock;
  relay: RelayDoor;
  calendar: WorkingCalendar;
  /** How people sign in. */
  signIn?: SignInRules;
  /** Identity providers that people may sign in at. */
  oidc?: OidcProvider[];
  /** What runs, for who keeps the house. */
  about?: About;
  /** Looks after the lanes; absent where no verb needs it. */
  keeper?: LaneKeeper;
  /** How long a verb waits for a decision before it answers `lodged`. */
  waitMs?: number;
  /** Called at named points, for tests that kill the process there. */
  at?: (point: 'lodged') => void | Promise<void>;
}

/** Rules of signing in: whether issuers and administrators need a second factor, and whether sample people may be taken up by a click. */
export interface SignInRules {
  secondFactor?: boolean;
  sampleSignIn?: boolean;
}

/** An identity provider (OpenID Connect) as it is configured. */
export interface OidcProvider {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret?: string;
}

/** What the verbs need of the relay: to have a lane decide, and to know a command decided. */
export interface RelayDoor {
  kick(lane: string): void;
  decided(id: string, timeoutMs: number): Promise<Decided | undefined>;
  /** What Temporal says of the timers of lanes; absent where there is no Temporal to ask. */
  timers?(lanes: readonly string[]): Promise<Map<string, LaneTimer>>;
}

/** What looks after the lanes as a whole: compares what is kept of them, and starts them anew from their events. */
export interface LaneKeeper {
  compare(): Promise<Reconciliation>;
  /** One lane, or all that are open or stopped; answers which. */
  rebuild(lane?: string): Promise<string[]>;
  /** Writes a backup into the data folder of this process; absent where the records are a server's, which is backed up from anywhere. */
  backup?(): Promise<{ file: string; rows: number }>;
}

/** The instant and day a request is answered at. */
export async function instantOf(deps: ClientDeps): Promise<{ nowMs: number; today: Day }> {
  const nowMs = await deps.clock.nowMs();
  return { nowMs, today: dayOfMs(nowMs) };
}

/** What an actor sees from, today. */
export function sightOf(actor: Actor, today: Day): Sight {
  return { bodies: bodiesOf(actor), today };
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A random immutable id: 12 lower-case letters and digits (62 bits). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  let id = '';
  for (const byte of bytes) if (byte < 252 && id.length < 12) id += ALPHABET[byte % 36];
  return id.length === 12 ? id : newId();
}
