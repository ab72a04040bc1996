import { type Actor, type Factor, type Grant, type Role, type Session } from '../domain/access.js';
import { type Problem, ProblemError, problem } from '../domain/problem.js';
import { sha256 } from '../store/chain.js';
import type { Trx } from '../store/database.js';
import { recordHouse } from '../store/house.js';
import { grantsOf, setLanguage } from '../store/people.js';
import { endSessions, listSessions, type SessionPerson, setActingUnit, useSession } from '../store/sessions.js';
import { confirmSecondFactor, hasSecondFactor, keepSecondFactor, pendingSecondFactor, takeStep } from '../store/second-factors.js';
import { anyPassword, isSamplePerson, rehashPassword, samplePeople, setPassword, signInOf } from '../store/sign-in.js';
import { unitNames } from '../store/units.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { Opened, Sender, SessionVerbs, SessionView } from './dondoc-session.js';
import { hashPassword, isOutworn, isPassword } from './passwords.js';
import { checkPassword } from './password-rules.js';
import { openSession } from './open-session.js';
import { notFound, unitByKey } from './rights.js';
import { newSecret, secretUri, stepOfCode } from './second-factor.js';
import { Wardens } from './wardens.js';

/** Roles that are not held in a session by password alone, where a second factor is asked for. */
const GUARDED: readonly Role[] = ['issuer', 'administrator'];

/** Verbs on sessions: signing in and out, what one may do in it, passwords and second factors of one's own. */
export function sessionVerbs(deps: ClientDeps): SessionVerbs {
  const wardens = new Wardens(deps.db);
  const { secondFactor = false, sampleSignIn = false } = deps.signIn ?? {};

  return {
    async ways() {
      const { today } = await instantOf(deps);
      return { local: await anyPassword(deps.db), sample: sampleSignIn ? await samplePeople(deps.db, today) : [] };
    },

    async signIn({ person, password, code }, sender) {
      const { nowMs } = await instantOf(deps);
      await wardens.admit(person, sender.address, nowMs);
      const row = await signInOf(deps.db, person);
      const isRight = await isPassword(row?.hash, password);
      if (!row || !isRight) throw await refused(person, sender, nowMs, 'SIGN_IN_REFUSED');
      if (row.secret !== null) {
        if (code === undefined) throw new ProblemError(problem('SECOND_FACTOR_REQUIRED'));
        const step = await stepOfCode(row.secret, code, row.lastStep, nowMs);
        if (step === undefined || !(await takeStep(deps.db, row.person, step)))
          throw await refused(person, sender, nowMs, 'SIGN_IN_REFUSED');
      }
      await wardens.forgive(person);
      if (isOutworn(row.hash!)) await rehashPassword(deps.db, row.person, row.hash!, await hashPassword(password));
      return open(row.person, row.secret === null ? 'password' : 'totp', sender, nowMs);
    },

    async signInSample(person, sender) {
      if (!sampleSignIn || !(await isSamplePerson(deps.db, person))) throw notFound();
      return open(person, 'sample', sender, (await instantOf(deps)).nowMs);
    },

    async actorOf(secret, { idle } = { idle: false }) {
      const { nowMs, today } = await instantOf(deps);
      const found = await useSession(deps.db, sha256(secret), nowMs, today, !idle);
      return found && actorIn(found);
    },

    get: view,

    async change(actor, { actingFor, language }) {
      const { id } = sessionOf(actor);
      const { today } = await instantOf(deps);
      if (actingFor != null) {
        const unit = (await unitByKey(deps, today, actingFor)).id;
        if (!(await grantsOf(deps.db, actor.person, today)).some((grant) => grant.unit === unit)) throw notFound();
        await setActingUnit(deps.db, id, unit);
      } else if (actingFor === null) await setActingUnit(deps.db, id, null);
      if (language !== undefined) await setLanguage(deps.db, actor.person, language);
      const changed =
        actingFor === undefined ? actor.session?.actingFor : actingFor === null ? undefined : (await unitByKey(deps, today, actingFor)).id;
      const { actingFor: _was, ...session } = actor.session!;
      return view({
        ...actor,
        ...(language && { language }),
        session: { ...session, ...(changed !== undefined && { actingFor: changed }) },
      });
    },

    async signOut(actor) {
      await end(actor, { only: sessionOf(actor).id }, 'signedOut');
    },

    async list(actor) {
      const { nowMs } = await instantOf(deps);
      const rows = await listSessions(deps.db, actor.person, nowMs);
      return rows.map(({ actingUnit: _unit, ...row }) => ({ ...row, current: row.id === actor.session?.id }));
    },

    async end(actor, id) {
      if ((await end(actor, { only: id }, 'sessionsEnded')) === 0) throw notFound();
    },

    async endOthers(actor) {
      await end(actor, actor.session ? { but: actor.session.id } : {}, 'sessionsEnded');
    },

    async changePassword(actor, { old, next }, sender) {
      const { factor } = sessionOf(actor);
      const { nowMs } = await instantOf(deps);
      await confirm(actor, old, sender, nowMs);
      refuse(await checkPassword(next, [actor.person, actor.name]));
      if (old.normalize('NFC') === next.normalize('NFC')) refuse(problem('PASSWORD_SAME', {}, 'new'));
      const hash = await hashPassword(next);
      return renewed(actor, factor, sender, nowMs, async (trx) => {
        await setPassword(trx, actor.person, hash, false, nowMs);
        await recordHouse(trx, [{ type: 'passwordSet', atMs: nowMs, data: { person: actor.person }, actor: actor.person }], nowMs);
      });
    },

    async beginSecondFactor(actor, password, sender) {
      sessionOf(actor);
      const { nowMs } = await instantOf(deps);
      await confirm(actor, password, sender, nowMs);
      if (await hasSecondFactor(deps.db, actor.person)) throw new ProblemError(problem('SECOND_FACTOR_SET'));
      const secret = newSecret();
      await keepSecondFactor(deps.db, actor.person, secret, nowMs);
      return { secret, uri: secretUri(secret, actor.person) };
    },

    async confirmSecondFactor(actor, code, sender) {
      sessionOf(actor);
      const { nowMs } = await instantOf(deps);
      await wardens.admit(actor.person, sender.address, nowMs);
      const pending = await pendingSecondFactor(deps.db, actor.person);
      const step = pending === undefined ? undefined : await stepOfCode(pending, code, 0, nowMs);
      if (step === undefined) throw await refused(actor.person, sender, nowMs, 'SECOND_FACTOR_CODE');
      return renewed(actor, 'totp', sender, nowMs, async (trx) => {
        await confirmSecondFactor(trx, actor.person, step, nowMs);
        await recordHouse(trx, [{ type: 'secondFactorSet', atMs: nowMs, data: { person: actor.person }, actor: actor.person }], nowMs);
      });
    },
  };

  async function open(person: string, factor: Exclude<Factor, 'token'>, { agent }: Sender, nowMs: number): Promise<Opened> {
    return deps.db.transaction().execute((trx) => openSession(trx, person, factor, agent, nowMs));
  }

  /** Changes how a person signs in and goes on under a new secret; all its other sessions end with it. */
  async function renewed(
    actor: Actor,
    factor: Factor,
    { agent }: Sender,
    nowMs: number,
    change: (trx: Trx) => Promise<void>,
  ): Promise<Opened> {
    return deps.db.transaction().execute(async (trx) => {
      await change(trx);
      await endSessions(trx, actor.person, {}, nowMs);
      return openSession(trx, actor.person, factor as Exclude<Factor, 'token'>, agent, nowMs);
    });
  }

  async function end(actor: Actor, which: { only?: string; but?: string }, type: 'signedOut' | 'sessionsEnded'): Promise<number> {
    const { nowMs } = await instantOf(deps);
    return deps.db.transaction().execute(async (trx) => {
      const ended = await endSessions(trx, actor.person, which, nowMs);
      if (ended > 0) await recordHouse(trx, [{ type, atMs: nowMs, data: { person: actor.person, ...which }, actor: actor.person }], nowMs);
      return ended;
    });
  }

  /** Has a person give the standing password once more before it is changed. */
  async function confirm(actor: Actor, password: string, sender: Sender, nowMs: number): Promise<void> {
    await wardens.admit(actor.person, sender.address, nowMs);
    if (!(await isPassword((await signInOf(deps.db, actor.person))?.hash, password)))
      throw await refused(actor.person, sender, nowMs, 'PASSWORD_WRONG');
  }

  async function refused(person: string, sender: Sender, nowMs: number, code: 'SIGN_IN_REFUSED' | 'PASSWORD_WRONG' | 'SECOND_FACTOR_CODE') {
    await wardens.fail(person, sender.address, nowMs);
    return new ProblemError(problem(code));
  }

  function actorIn({ session, person, grants, mustChange }: SessionPerson): Actor {
    const { id, factor, actingUnit, expiresMs } = session;
    const lacks = lackOf(factor, grants, mustChange);
    const standing: Session = { id, factor, expiresMs, ...(actingUnit !== null && { actingFor: actingUnit }), ...(lacks && { lacks }) };
    return { person: person.id, name: person.name, language: person.language, grants: grants.filter(holdsIn(standing)), session: standing };
  }

  function lackOf(factor: Factor, grants: Grant[], mustChange: boolean): Session['lacks'] {
    if (mustChange) return 'newPassword';
    return secondFactor && factor === 'password' && grants.some(({ role }) => GUARDED.includes(role)) ? 'secondFactor' : undefined;
  }

  async function view(actor: Actor): Promise<SessionView> {
    const { today } = await instantOf(deps);
    const grants = await grantsOf(deps.db, actor.person, today);
    const names = await unitNames(
      deps.db,
      grants.map(({ unit }) => unit),
      today,
    );
    const { person, name, language, session } = actor;
    return {
      person,
      name,
      language,
      grants: grants.map(({ role, unit, delegation }) => ({
        ...(delegation && { delegatedBy: delegation.by }),
        role,
        unit,
        unitCode: names.get(unit)?.code ?? unit,
        unitName: names.get(unit)?.name ?? unit,
      })),
      factor: session?.factor ?? 'token',
      hasSecondFactor: await hasSecondFactor(deps.db, person),
      ...(session?.actingFor !== undefined && { actingFor: session.actingFor }),
      ...(session?.lacks && { lacks: session.lacks }),
      ...(session?.expiresMs !== undefined && { expiresMs: session.expiresMs }),
    };
  }
}

/** Which grants hold in a session: none before a password that must be changed is, no guarded ones before the second factor; else those at its body. */
function holdsIn({ lacks, actingFor }: Session): (grant: Grant) => boolean {
  return ({ role, unit }) =>
    lacks !== 'newPassword' && !(lacks === 'secondFactor' && GUARDED.includes(role)) && (actingFor === undefined || unit === actingFor);
}

function sessionOf({ session }: Actor): Session {
  if (!session) throw notFound();
  return session;
}

function refuse(found: Problem | undefined): void {
  if (found) throw new ProblemError(found);
}
