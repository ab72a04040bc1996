import { type Actor, EVERYWHERE } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import { isProblem, type Problem, ProblemError, problem } from '../domain/problem.js';
import { addedRows, type ChangeRows, changedRows, closedRows } from '../domain/unit-change.js';
import { planUnitImport } from '../domain/unit-rows.js';
import type { UnitId, UnitVersion } from '../domain/unit.js';
import { recordHouse } from '../store/house.js';
import { allUnitVersions, isBeneath, lockUnits, replaceUnits } from '../store/units.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { UnitVerbs } from './dondoc.js';
import { notFound } from './rights.js';
import { refuseInUse } from './units-in-use.js';

/** Paths of what was asked that columns of a unit file stand for. */
const PATHS: Record<string, string> = { validFrom: 'from', validTo: 'on' };

interface Change {
  type: 'unitAdded' | 'unitChanged' | 'unitClosed';
  /** The body that is changed; absent where it is new. */
  unit?: UnitId;
  data: Record<string, string | string[]>;
  rows(record: UnitVersion[]): ChangeRows | Problem;
}

/** Verbs that change one body from a day on: what an administrator does by hand for its own body and all beneath. */
export function unitChangeVerbs(deps: ClientDeps): Pick<UnitVerbs, 'add' | 'change' | 'close'> {
  return {
    async add(actor, input) {
      return carryOut(actor, async (record, today) => {
        await demandParent(actor, record, input.parent, today);
        return { type: 'unitAdded', data: { from: input.from }, rows: () => addedRows(record, input) };
      });
    },
    async change(actor, key, change) {
      return carryOut(actor, async (record, today) => {
        const unit = await demandUnit(actor, record, key, today);
        if (change.parent !== undefined) await demandParent(actor, record, change.parent, today);
        const { from, ...said } = change;
        return { type: 'unitChanged', unit, data: { from, what: Object.keys(said) }, rows: () => changedRows(record, unit, change) };
      });
    },
    async close(actor, key, on) {
      return carryOut(actor, async (record, today) => {
        const unit = await demandUnit(actor, record, key, today);
        return { type: 'unitClosed', unit, data: { on }, rows: () => closedRows(record, unit, on) };
      });
    },
  };

  async function carryOut(actor: Actor, asked: (record: UnitVersion[], today: Day) => Promise<Change>) {
    const { nowMs, today } = await instantOf(deps);
    const { unit, type, data, rows } = await asked(await allUnitVersions(deps.db), today);
    return deps.db.transaction().execute(async (trx) => {
      // Two who change at once: the second is judged by the tree that the first has made.
      await lockUnits(trx);
      const existing = await allUnitVersions(trx);
      const said = rows(existing);
      if (isProblem(said)) throw new ProblemError(said);
      const planned = planUnitImport(said.rows, said.record, newId);
      if ('problems' in planned) throw new ProblemError(oneProblem(planned.problems));
      await refuseInUse(trx, existing, planned.versions, unit === undefined ? [] : [unit]);
      await replaceUnits(trx, planned.versions);
      const id = unit ?? planned.added[0]!;
      await recordHouse(trx, [{ type, atMs: nowMs, data: { unit: id, ...data }, actor: actor.person }], nowMs);
      return { id, warnings: planned.warnings.filter(({ code }) => code !== 'ORG_CORRECTED').map(asAsked) };
    });
  }

  /** The body of a key, which must stand beneath one that the actor keeps house for; its own is changed from above. */
  async function demandUnit(actor: Actor, record: UnitVersion[], key: string, today: Day): Promise<UnitId> {
    const id = idOf(record, key);
    if (id === undefined || !(await reaches(actor, id, today))) throw notFound();
    if (!housesOf(actor).some((home) => home === EVERYWHERE || home !== id))
      throw new ProblemError(problem('FORBIDDEN', { act: 'units.change' }));
    return id;
  }

  async function demandParent(actor: Actor, record: UnitVersion[], code: string, today: Day): Promise<void> {
    const id = idOf(record, code);
    if (id === undefined || !(await reaches(actor, id, today)))
      throw new ProblemError(problem('ORG_PARENT_UNKNOWN', { parent: code }, 'parent'));
  }

  async function reaches(actor: Actor, unit: UnitId, today: Day): Promise<boolean> {
    for (const home of housesOf(actor)) if (home === unit || (await isBeneath(deps.db, home, unit, today))) return true;
    return false;
  }
}

const housesOf = ({ grants }: Actor): UnitId[] => grants.filter(({ role }) => role === 'administrator').map(({ unit }) => unit);

function idOf(record: UnitVersion[], key: string): UnitId | undefined {
  return record.findLast(({ id, code }) => id === key || code === key)?.id;
}

/** What is wrong with a change, the others under the worst of it: a circle before what follows from it. */
function oneProblem(problems: readonly Problem[]): Problem {
  const sorted = problems.toSorted((a, b) => Number(b.code === 'ORG_CYCLE') - Number(a.code === 'ORG_CYCLE')).map(asAsked);
  return sorted.length === 1 ? sorted[0]! : { ...sorted[0]!, problems: sorted.slice(1) };
}

/** A problem of a row as one of what was asked. */
function asAsked({ line: _line, path, ...rest }: Problem): Problem {
  return { ...rest, ...(path !== undefined && { path: PATHS[path] ?? path }) };
}
