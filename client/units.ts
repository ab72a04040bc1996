import { homesOf } from '../domain/access.js';
import { ProblemError } from '../domain/problem.js';
import { planUnitImport, unitsInvalid } from '../domain/unit-rows.js';
import { foldForSearch } from '../domain/text.js';
import type { UnitVersion } from '../domain/unit.js';
import { readUnitFile } from '../contract/unit-file.js';
import { recordHouse } from '../store/house.js';
import { allUnitVersions, findUnit, isBeneath, listUnits, lockUnits, replaceUnits, unitHistory, unitNames } from '../store/units.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { UnitVerbs, UnitView } from './dondoc.js';
import { encodeCursor, pageOf } from './page.js';
import { mayOverAll, notFound } from './rights.js';
import { unitChangeVerbs } from './unit-changes.js';
import { refuseInUse } from './units-in-use.js';

/** Verbs on bodies: import of a file, changes by hand, lists and single bodies as of a day. */
export function unitVerbs(deps: ClientDeps): UnitVerbs {
  return {
    ...unitChangeVerbs(deps),
    async importFile(actor, { bytes, name }, dryRun = false) {
      const { nowMs, today } = await instantOf(deps);
      await mayOverAll(deps, actor, today, 'units.import');
      const file = readUnitFile(bytes, name);
      if ('problems' in file) throw new ProblemError(unitsInvalid(file.problems));
      return deps.db.transaction().execute(async (trx) => {
        await lockUnits(trx);
        const existing = await allUnitVersions(trx);
        const planned = planUnitImport(file.rows, existing, newId);
        if ('problems' in planned) throw new ProblemError(unitsInvalid(planned.problems));
        const { versions, added, changed, warnings } = planned;
        await refuseInUse(trx, existing, versions, changed);
        if (!dryRun && added.length + changed.length > 0) {
          await replaceUnits(trx, versions);
          await recordHouse(trx, [{ type: 'unitsImported', atMs: nowMs, data: { added, changed }, actor: actor.person }], nowMs);
        }
        return { added: added.length, changed: changed.length, warnings, dryRun };
      });
    },
    async list(actor, query) {
      const { today } = await instantOf(deps);
      const { limit, cursor } = pageOf(query);
      const day = query.on ?? today;
      const bodies = homesOf(actor);
      const under = query.under === undefined ? undefined : (await seen(bodies, query.under, today)).id;
      const rows = await listUnits(deps.db, {
        day,
        within: bodies,
        after: cursor ?? '',
        limit: limit + 1,
        ...(under !== undefined && { under }),
        ...(query.q !== undefined && { folded: foldForSearch(query.q) }),
      });
      return { items: await views(rows.slice(0, limit), day), ...(rows.length > limit && { next: encodeCursor(rows[limit - 1]!.code) }) };
    },
    async get(actor, idOrCode, on) {
      const { today } = await instantOf(deps);
      const bodies = homesOf(actor);
      const unit = await seen(bodies, idOrCode, on ?? today);
      return { ...(await views([unit], on ?? today))[0]!, history: await unitHistory(deps.db, unit.id) };
    },
  };

  async function seen(bodies: string[], key: string, day: string): Promise<UnitVersion> {
    const unit = await findUnit(deps.db, key, day);
    if (!unit) throw notFound();
    for (const body of bodies) if (await isBeneath(deps.db, body, unit.id, day)) return unit;
    throw notFound();
  }

  async function views(units: UnitVersion[], day: string): Promise<UnitView[]> {
    const names = await unitNames(
      deps.db,
      units.flatMap(({ parent }) => parent ?? []),
      day,
    );
    return units.map((unit) => ({ ...unit, ...(unit.parent !== undefined && { parentCode: names.get(unit.parent)?.code }) }));
  }
}
