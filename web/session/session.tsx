import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { type Act, type Actor, grantFor, type Role } from '../../domain/access.js';
import type { UnitId } from '../../domain/unit.js';
import { type Answer, ask, Refusal } from '../api/ask.js';

export type SessionAnswer = Answer<'session', 'get'>;

export interface Body {
  id: UnitId;
  name: string;
  roles: Role[];
}

/** The person signed in, the bodies one may act for, and the one chosen. */
export interface Session extends SessionAnswer {
  bodies: Body[];
  body: Body;
  /** Acts for one body, or for all where none is given. */
  actFor(unit: UnitId | undefined): Promise<void>;
  /** Whether one may do an act, at a body where it is given. */
  may(act: Act, unit?: UnitId): boolean;
  has(...roles: Role[]): boolean;
  leave(): Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session here');
  return session;
}

/** Who is signed in; null where nobody is. */
export function useSignedIn() {
  return useQuery<SessionAnswer | null, Refusal>({
    queryKey: ['session'],
    queryFn: async () => {
      try {
        return await ask('session', 'get');
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) return null;
        throw error;
      }
    },
  });
}

export function InSession({ answer, children }: { answer: SessionAnswer; children: ReactNode }) {
  const queries = useQueryClient();
  const bodies = bodiesOf(answer);
  const body = bodies.find(({ id }) => id === answer.actingFor) ?? bodies[0] ?? { id: '', name: '', roles: [] };
  const holds = ({ unit }: { unit: UnitId }) => answer.actingFor === undefined || unit === answer.actingFor;
  const grants = answer.grants.filter(holds).map(({ role, unit }, index) => ({ id: String(index), role, unit }));
  const actor: Actor = { person: answer.person, name: answer.name, language: answer.language, grants };
  const session: Session = {
    ...answer,
    bodies,
    body,
    async actFor(unit) {
      await ask('session', 'change', { body: { actingFor: unit ?? null } });
      await queries.invalidateQueries();
    },
    may: (act, unit) => grantFor(actor, act, (at) => unit === undefined || at === unit) !== undefined,
    has: (...roles) => grants.some(({ role }) => roles.includes(role)),
    async leave() {
      await ask('session', 'signOut');
      queries.clear();
      location.assign('/');
    },
  };
  return <SessionContext value={session}>{children}</SessionContext>;
}

function bodiesOf({ grants }: SessionAnswer): Body[] {
  const bodies = new Map<UnitId, Body>();
  for (const { role, unit, unitName } of grants) {
    const body = bodies.get(unit) ?? { id: unit, name: unitName, roles: [] };
    if (!body.roles.includes(role)) body.roles.push(role);
    bodies.set(unit, body);
  }
  return [...bodies.values()];
}
