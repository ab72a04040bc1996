import { type Problem, ProblemError, problem } from '../domain/problem.js';
import { unitsInvalid } from '../domain/unit-rows.js';
import type { UnitVersion } from '../domain/unit.js';
import type { Trx } from '../store/database.js';
import { openDuties } from '../store/duties.js';

/** Refuses to end bodies earlier than they stood to end while they owe duties: there is no reorganisation yet to hand them over. ORG_IN_USE. */
export async function refuseInUse(trx: Trx, before: UnitVersion[], after: UnitVersion[], changed: string[]): Promise<void> {
  const closed = changed.filter((id) => (lastDay(after, id) ?? NEVER) < (lastDay(before, id) ?? NEVER));
  const owed = await openDuties(trx, closed);
  const inUse: Problem[] = [...owed].map(([id, count]) =>
    problem('ORG_IN_USE', { code: before.find((unit) => unit.id === id)?.code ?? id, count }),
  );
  if (inUse.length > 0) throw new ProblemError(inUse.length === 1 ? inUse[0]! : { ...unitsInvalid(inUse), code: 'ORG_IN_USE' });
}

const NEVER = '9999-12-31';

function lastDay(versions: UnitVersion[], id: string): string | undefined {
  const own = versions.filter((unit) => unit.id === id);
  if (own.length === 0) return '0000-01-01';
  return own.some(({ validTo }) => validTo === undefined)
    ? undefined
    : own.map(({ validTo }) => validTo!).sort((a, b) => (a < b ? 1 : -1))[0];
}
