import type { UnitId } from './unit.js';

/** Roles a person may hold at a body, by grant with dates. Deny by default: what no rule here allows is refused. */
export const ROLES = ['administrator', 'issuer', 'clerk', 'approver', 'leader', 'inspector', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** A person's role at a body, as it holds today. */
export interface Grant {
  id: string;
  role: Role;
  unit: UnitId;
  /** Handed to it for now, by whom. */
  delegation?: { id: string; by: string };
}

/** Who asks: a person with the grants that hold at this instant. Nothing of it is kept from one request to the next. */
export interface Actor {
  person: string;
  name: string;
  language: 'vi' | 'en';
  grants: readonly Grant[];
  /** The session it asks in; absent where it asks with a token. */
  session?: Session;
}

/** How a person proved who it is: by password alone, with a code besides, at an identity provider, as a sample person, or by a token. */
export const FACTORS = ['password', 'totp', 'oidc', 'sample', 'token'] as const;
export type Factor = (typeof FACTORS)[number];

/** A signed-in session. `lacks` is what must be done before its grants hold: a new password, or a second factor. */
export interface Session {
  id: string;
  factor: Factor;
  /** When it ends at the latest. */
  expiresMs: number;
  /** The body it acts for, where one was chosen: grants at others do not hold in it. */
  actingFor?: UnitId;
  lacks?: 'newPassword' | 'secondFactor';
}

/** What can be done. Acts of a body need the role at that very body; reading and urging reach down its subtree. */
export type Act =
  | 'units.import'
  | 'units.change'
  | 'tokens.create'
  | 'plans.draft'
  | 'plans.issue'
  | 'duties.act'
  | 'reports.submit'
  | 'reports.review'
  | 'duties.urge'
  | 'guidance.register'
  | 'reviews.decide'
  | 'audit.verify'
  | 'house.keep';

const ALLOWED: Record<Act, readonly Role[]> = {
  'units.import': ['administrator'],
  'units.change': ['administrator'],
  'tokens.create': ['administrator'],
  'plans.draft': ['issuer', 'clerk', 'approver'],
  'plans.issue': ['issuer'],
  'duties.act': ['clerk', 'approver', 'issuer'],
  'reports.submit': ['clerk', 'approver', 'issuer'],
  'reports.review': ['approver', 'issuer'],
  'duties.urge': ['issuer', 'approver', 'leader', 'inspector'],
  'guidance.register': ['issuer', 'clerk', 'approver'],
  'reviews.decide': ['issuer', 'approver', 'leader'],
  'audit.verify': ['administrator', 'operator', 'inspector'],
  'house.keep': ['administrator', 'operator'],
};

/** The actor's grant that allows an act, at one of the bodies given; undefined when none does. */
export function grantFor(actor: Actor, act: Act, at: (unit: UnitId) => boolean): Grant | undefined {
  return actor.grants.find(({ role, unit }) => ALLOWED[act].includes(role) && at(unit));
}

/** Body of grants that hold over the whole tree; only an administrator's or operator's, who keep house and read no plans. */
export const EVERYWHERE = '*';

const READERS: readonly Role[] = ['issuer', 'clerk', 'approver', 'leader', 'inspector'];

/** Bodies from which an actor sees plans and duties: those where it holds a role that works with them. */
export function bodiesOf(actor: Actor): UnitId[] {
  return [...new Set(actor.grants.filter(({ role }) => READERS.includes(role)).map(({ unit }) => unit))];
}

/** Bodies from which an actor sees the tree: those where it holds any role. */
export function homesOf(actor: Actor): UnitId[] {
  return [...new Set(actor.grants.map(({ unit }) => unit))];
}
