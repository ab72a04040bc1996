import { laneKind } from '../contract/names.js';
import type { Actor } from '../domain/access.js';
import type { CascadeState } from '../domain/cascade.js';
import { calendarWarning, type WorkingCalendar } from '../domain/calendar.js';
import { dayOfMs } from '../domain/day.js';
import type { Reconciliation } from '../domain/finding.js';
import { cascadeRules, planRules } from '../domain/lane.js';
import type { PlanState } from '../domain/plan-life.js';
import { ProblemError, problem } from '../domain/problem.js';
import { foldLane } from '../relay/rebuild.js';
import { stateBytes } from '../relay/state-size.js';
import type { LaneTimer } from '../relay/timers.js';
import type { Clock } from '../store/clock.js';
import type { Db } from '../store/database.js';
import { failedDeliveries, listFailedDeliveries, quarantined, undecidedByLane } from '../store/diagnosis.js';
import { newestHouseEvent, recordHouse } from '../store/house.js';
import { allLanes, type LaneRow } from '../store/lanes.js';
import { databaseVersion, NEWEST_MIGRATION } from '../store/migrate.js';
import type { ClientDeps, RelayDoor } from './deps.js';
import type { DiagnosisVerbs, Diagnosis } from './dondoc.js';
import type { About } from './dondoc-views.js';
import { mayOverAll, notFound } from './rights.js';

/** What a diagnosis reads. */
export interface DiagnosisDeps {
  db: Db;
  clock: Clock;
  calendar: WorkingCalendar;
  /** Who is asked of timers; where nobody is, only what lies behind is known not to be armed. */
  relay?: Pick<RelayDoor, 'timers'>;
  about?: About;
}

/** How long a lane may be behind its next due point before its timer counts as not armed. */
const ARMED_WITHIN_MS = 60_000;

/** The verb that tells how the installation does, for those who keep the house. */
export function diagnosisVerbs(deps: DiagnosisDeps & Pick<ClientDeps, 'keeper'>): DiagnosisVerbs {
  const keeper = () => {
    if (!deps.keeper) throw new ProblemError(problem('UNAVAILABLE'));
    return deps.keeper;
  };
  const mayKeep = async (actor: Actor) => mayOverAll(deps, actor, dayOfMs(await deps.clock.nowMs()), 'house.keep');
  return {
    async get(actor) {
      await mayKeep(actor);
      return diagnose(deps);
    },
    async compare(actor) {
      await mayKeep(actor);
      return keeper().compare();
    },
    async backup(actor) {
      await mayKeep(actor);
      const { backup } = keeper();
      if (!backup) throw new ProblemError(problem('UNAVAILABLE'));
      return backup();
    },
    async rebuild(actor, lane) {
      await mayKeep(actor);
      const rebuilt = await keeper().rebuild(lane);
      if (lane !== undefined && rebuilt.length === 0) throw notFound();
      const nowMs = await deps.clock.nowMs();
      const event = {
        type: 'lanesRebuilt',
        atMs: nowMs,
        data: { lanes: rebuilt.length, ...(lane !== undefined && { lane }) },
        actor: actor.person,
      };
      await deps.db.transaction().execute((trx) => recordHouse(trx, [event], nowMs));
      return rebuilt;
    },
  };
}

/** How the installation does, by its records and, of timers, by Temporal: migrations, lanes and when each is next due, what waits, what failed, and the calendar. */
export async function diagnose({ db, clock, calendar, relay, about }: DiagnosisDeps): Promise<Diagnosis> {
  const nowMs = await clock.nowMs();
  const migration = { applied: await databaseVersion(db), known: NEWEST_MIGRATION };
  const lanes = [];
  for (const lane of await allLanes(db)) lanes.push(await standingOf(db, lane));
  const due = lanes.filter(({ nextDueMs }) => nextDueMs !== undefined).sort((a, b) => a.nextDueMs! - b.nextDueMs!);
  const timers = await relay?.timers?.(due.map(({ lane }) => lane));
  for (const lane of due) Object.assign(lane, armedOf(lane.nextDueMs!, timers?.get(lane.lane), nowMs));
  const compared = await newestHouseEvent(db, 'compared');
  const { lastOfficialYear } = calendarWarning(calendar, '2200-01-01')?.data ?? {};
  return {
    nowMs,
    migration,
    lanes,
    undecided: await undecidedByLane(db),
    quarantined: await quarantined(db),
    ...(compared && { compared: { ...(compared.data as unknown as Reconciliation), atMs: compared.atMs } }),
    deliveries: { ...(await failedDeliveries(db)), items: await listFailedDeliveries(db) },
    ...(about && { about }),
    calendar: { ...(lastOfficialYear !== undefined && { lastOfficialYear }) },
  };
}

/** A lane with the instant at which its rules say that something is next due, from its events. */
async function standingOf(db: Db, { lane, state, reason, seq }: LaneRow): Promise<Diagnosis['lanes'][number]> {
  const kind = laneKind(lane);
  const told = { lane, state, events: seq, ...(reason !== null && { reason }) };
  if (kind === 'house' || state !== 'open' || seq === 0) return told;
  const folded = await foldLane(db, lane);
  const dueMs = kind === 'plan' ? planRules.nextDueMs(folded as PlanState) : cascadeRules.nextDueMs(folded as CascadeState);
  return { ...told, stateBytes: stateBytes(folded), ...(dueMs !== undefined && { nextDueMs: dueMs }) };
}

/** Whether the next point of a lane will fire: its timer is set for it, or it is being worked on, and it does not lie behind. */
function armedOf(dueMs: number, timer: LaneTimer | undefined, nowMs: number): Pick<Diagnosis['lanes'][number], 'armed' | 'timer'> {
  const code = timer === undefined || typeof timer === 'string' ? timer : timer.forMs === dueMs ? 'set' : 'none';
  if (dueMs < nowMs - ARMED_WITHIN_MS) return { armed: false, ...(code && { timer: code }) };
  return code === undefined ? {} : { armed: code === 'set' || code === 'working', timer: code };
}
