import type { Actor, Factor, Role, Session } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import type { Preferences } from '../domain/preference.js';

/** Where a request comes from: its address and what its browser calls itself. */
export interface Sender {
  address: string;
  agent: string;
}

/** A session just opened: its secret goes into the cookie and is kept nowhere. */
export interface Opened {
  secret: string;
}

export interface SessionView {
  person: string;
  name: string;
  language: 'vi' | 'en';
  /** All that it holds today, whatever body the session acts for. */
  grants: { role: Role; unit: string; unitCode: string; unitName: string; delegatedBy?: string }[];
  actingFor?: string;
  factor: Factor;
  lacks?: Session['lacks'];
  hasSecondFactor: boolean;
  expiresMs?: number;
}

export interface SamplePersonView {
  id: string;
  name: string;
  language: 'vi' | 'en';
  unit: string;
  unitName: string;
  roles: Role[];
}

export interface HeldSession {
  id: string;
  factor: Factor;
  agent: string;
  createdMs: number;
  seenMs: number;
  expiresMs: number;
  current: boolean;
}

/** Verbs on sessions. Those that sign in answer the secret of a new one; every wrong password or code counts against account and address. */
export interface SessionVerbs {
  ways(): Promise<{ local: boolean; sample: SamplePersonView[] }>;
  /** SIGN_IN_REFUSED alike for an unknown person, a wrong password and a wrong or used code; SECOND_FACTOR_REQUIRED where only the code lacks. */
  signIn(input: { person: string; password: string; code?: string }, sender: Sender): Promise<Opened>;
  /** NOT_FOUND unless started with sample people. */
  signInSample(person: string, sender: Sender): Promise<Opened>;
  /** The actor of a session's secret, which counts as use of it unless `idle`; undefined for an unknown, ended, expired or idle one, or a disabled person. */
  actorOf(secret: string, how?: { idle: boolean }): Promise<Actor | undefined>;
  get(actor: Actor): Promise<SessionView>;
  change(actor: Actor, input: { actingFor?: string | null; language?: 'vi' | 'en' }): Promise<SessionView>;
  signOut(actor: Actor): Promise<void>;
  list(actor: Actor): Promise<HeldSession[]>;
  end(actor: Actor, id: string): Promise<void>;
  endOthers(actor: Actor): Promise<void>;
  changePassword(actor: Actor, input: { old: string; next: string }, sender: Sender): Promise<Opened>;
  beginSecondFactor(actor: Actor, password: string, sender: Sender): Promise<{ secret: string; uri: string }>;
  confirmSecondFactor(actor: Actor, code: string, sender: Sender): Promise<Opened>;
}

export interface OidcVerbs {
  providers(): { id: string; name: string }[];
  /** Where to send the browser, and what it must bring back. NOT_FOUND for no such provider, UNAVAILABLE where it does not answer. */
  begin(id: string, redirectUri: string): Promise<{ address: string; held: OidcHeld }>;
  /** Signs in who comes back. OIDC_REFUSED for an answer that is not as it must be, OIDC_NOT_LINKED (subject) for nobody's identity. */
  finish(id: string, address: string, held: OidcHeld, sender: Sender): Promise<Opened>;
}

/** Secrets of one sign-in under way. */
export interface OidcHeld {
  verifier: string;
  state: string;
  nonce: string;
}

/** That something of a kind happened in a plan; the newest of its kind where several came together. `id` says where to go on from. */
export interface News {
  id: string;
  plan: string;
  kind: string;
  seq: number;
}

export interface LiveVerbs {
  /**
   * Follows what changes in the plans a reader sees, first what was recorded from `afterMs` on. `reader` is asked anew for each telling: once
   * it answers nobody, `end` is called. Answers how to stop; undefined where the person follows too often already.
   */
  follow(
    person: string,
    reader: () => Promise<Actor | undefined>,
    afterMs: number | undefined,
    tell: (news: News[]) => void,
    end: () => void,
  ): Promise<(() => void) | undefined>;
}

export interface PreferenceVerbs {
  /** What the actor wants told by mail. */
  get(actor: Actor): Promise<Preferences>;
  set(actor: Actor, preferences: Preferences): Promise<void>;
}

export interface DelegationView {
  id: string;
  by: string;
  byName: string;
  to: string;
  toName: string;
  role: Role;
  unit: { id: string; code: string; name: string };
  from: Day;
  until: Day;
  reason: string;
}

export interface DelegationVerbs {
  /**
   * Hands a role at a body to another person from one day to another: the actor's own, or, where `by` names somebody it keeps house for,
   * that person's. NOT_FOUND for a role that one does not hold, or no such person.
   */
  create(
    actor: Actor,
    input: { by?: string; to: string; role: Role; unit: string; from: Day; until: Day; reason: string },
  ): Promise<{ id: string }>;
  /** Those given and taken that are not over; `all`: those at all bodies that the actor keeps house for. */
  list(actor: Actor, query?: { all?: boolean }): Promise<DelegationView[]>;
  /** People who hold a role at a body of the actor's: whom it may hand its own to. */
  colleagues(actor: Actor, unit: string): Promise<{ id: string; name: string; roles: Role[] }[]>;
  /** Ends one before its day; who gave it may, who was given it, and who keeps house for the body. */
  end(actor: Actor, id: string): Promise<void>;
}

/** A token without its secret. */
export interface TokenView {
  id: string;
  person: string;
  personName: string;
  label: string;
  createdMs: number;
  expiresMs?: number;
}
