import { readUnitFile } from '../contract/unit-file.js';
import type { Day } from '../domain/day.js';
import { planUnitImport } from '../domain/unit-rows.js';
import { treeAsOf, type UnitTree } from '../domain/unit.js';
import type { Cli } from './cli.js';
import { badFile } from './data-file.js';
import { readInput } from './files.js';

/** The tree of bodies that a unit file makes on a day. Ids are made by order of the rows, so the same file always gives the same ones. */
export async function treeFrom(cli: Cli, file: string, on: Day): Promise<UnitTree> {
  const read = readUnitFile(await readInput(file), file);
  if ('problems' in read) throw badFile(cli, file, read.problems);
  let made = 0;
  const planned = planUnitImport(read.rows, [], () => `unit${String((made += 1)).padStart(8, '0')}`);
  if ('problems' in planned) throw badFile(cli, file, planned.problems);
  return treeAsOf(planned.versions, on);
}
