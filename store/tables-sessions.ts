import type { Generated } from 'kysely';

/** Rows of how people sign in and of the sessions they hold. */
export interface PasswordsTable {
  person_id: string;
  hash: string;
  set_ms: number;
  must_change: Generated<boolean>;
}

export interface SecondFactorsTable {
  person_id: string;
  secret: string;
  made_ms: number;
  confirmed_ms: number | null;
  last_step: Generated<number>;
}

export interface IdentitiesTable {
  issuer: string;
  subject: string;
  person_id: string;
  made_ms: number;
}

export interface SessionsTable {
  id: string;
  hash: Uint8Array;
  person_id: string;
  factor: string;
  acting_unit: string | null;
  agent: Generated<string>;
  created_ms: number;
  seen_ms: number;
  expires_ms: number;
  ended_ms: number | null;
}

export interface DelegationsTable {
  id: string;
  grant_id: string;
  person_id: string;
  valid_from: string;
  valid_to: string;
  reason: string;
  made_ms: number;
  made_by: string;
  ended_ms: number | null;
}

export interface SignInFailuresTable {
  key: Uint8Array;
  count: number;
  last_ms: number;
}

export interface MutedNoticesTable {
  person_id: string;
  kind: string;
}
