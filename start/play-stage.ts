import { randomUUID } from 'node:crypto';
import type { Dondoc, Sending } from '../client/dondoc.js';
import { bodyHashOf } from '../client/lodging.js';
import type { Actor, Role } from '../domain/access.js';
import type { UnitId } from '../domain/unit.js';
import type { CascadeSpec } from '../domain/cascade-spec.js';
import type { Plan } from '../domain/plan.js';
import type { Clock } from '../store/clock.js';
import type { Db } from '../store/database.js';

/** Where plans are played: the verbs over real parts, and a clock that is moved while everything due on the way happens. */
export interface Stage {
  db: Db;
  dondoc: Dondoc;
  clock: Clock;
  /** Moves the clock to an instant; one already past is passed over. */
  advanceTo(ms: number): Promise<void>;
  /** Returns when no lane has anything left to decide. */
  settle(): Promise<void>;
}

/** Somebody who acts for a body in a role while a plan is played. */
export function actorFor(role: Role, unit: UnitId): Actor {
  const person = `${role}-${unit}`;
  return { person, name: person, language: 'vi', grants: [{ id: person, role, unit }] };
}

/** A sending with a key of its own. */
export function freshSending(): Sending {
  const key = randomUUID();
  return { key, bodyHash: bodyHashOf(key) };
}

/** A plan being played. */
export interface OnStage {
  id: string;
  plan: Plan;
  spec: CascadeSpec;
}
