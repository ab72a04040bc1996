import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createDondoc } from '../../client/create.js';
import type { Dondoc, Lodged, PersonInput, Receipt, Sending } from '../../client/dondoc.js';
import { bodyHashOf } from '../../client/lodging.js';
import { type Actor, EVERYWHERE } from '../../domain/access.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { dayOfMs } from '../../domain/day.js';
import { unitTree } from '../../store/units.js';
import type { Stage } from '../../start/play-stage.js';
import { type LaneRig, type LaneRigOptions, startLaneRig } from './lane-rig.js';

/** The verbs over real parts on a time-skipping server: a stage to play plans on. */
export interface DondocRig extends LaneRig, Stage {
  dondoc: Dondoc;
  administrator: Actor;
  /** A person of the sample province, with the grants of today. */
  as(person: string): Promise<Actor>;
  /** Moves the clock to an instant, while everything due on the way happens. */
  advanceTo(ms: number): Promise<void>;
  unitId(code: string): Promise<string>;
}

const administrator: Actor = {
  person: 'first',
  name: 'first',
  language: 'vi',
  grants: [{ id: 'first', role: 'administrator', unit: EVERYWHERE }],
};

/** Starts the verbs on a rig; `province` loads the sample province and its people. */
export async function startDondocRig({ province = true, ...options }: { province?: boolean } & LaneRigOptions = {}): Promise<DondocRig> {
  const rig = await startLaneRig(options);
  const { db, clock, relay } = rig;
  const dondoc = createDondoc({ db, clock, relay, calendar: vietnamCalendar });
  const advanceTo = async (ms: number) => {
    const now = await clock.nowMs();
    if (ms > now) await rig.env.sleep(ms - now);
  };
  if (province) await loadProvince(dondoc);
  return {
    ...rig,
    dondoc,
    administrator,
    advanceTo,
    settle: () => relay.settle(),
    async as(person) {
      const today = dayOfMs(await clock.nowMs());
      const { rows } = { rows: await db.selectFrom('grants').selectAll().where('person_id', '=', person).execute() };
      const grants = rows
        .filter(({ valid_from, valid_to }) => valid_from <= today && (valid_to === null || today <= valid_to))
        .map(({ id, role, unit_id }) => ({ id, role: role as Actor['grants'][number]['role'], unit: unit_id }));
      if (grants.length === 0) throw new Error(`no grants for ${person}`);
      return { person, name: person, language: 'vi', grants };
    },
    async unitId(code) {
      const id = (await unitTree(db, dayOfMs(await clock.nowMs()))).byCode.get(code);
      if (id === undefined) throw new Error(`no unit ${code}`);
      return id;
    },
  };
}

async function loadProvince(dondoc: Dondoc): Promise<void> {
  await dondoc.units.importFile(administrator, { bytes: readFileSync('examples/units.csv'), name: 'units.csv' });
  const people = parse(readFileSync('examples/people.yaml', 'utf8')) as PersonInput[];
  await dondoc.people.importPeople(administrator, people);
}

/** A sending with a key of its own, or the one given. */
export function sending(key: string = randomUUID(), body = key): Sending {
  return { key, bodyHash: bodyHashOf(body) };
}

/** The receipt of a command that was decided; anything else fails the test with what it was. */
export function receiptOf(lodged: Lodged): Receipt {
  if (lodged.state !== 'decided') throw new Error(JSON.stringify(lodged));
  return lodged.receipt;
}
