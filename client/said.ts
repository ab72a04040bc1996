import { maySay, type Said, saidOf } from '../domain/said.js';
import { getManyJson } from '../store/content.js';
import type { DutyRow } from '../store/duties.js';
import { saidOfDuty, type SaidRow } from '../store/said.js';
import { unitNames } from '../store/units.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { SaidView } from './dondoc.js';

/** What is written beside events or notices, each by the hash of its content. */
export async function saidBeside(
  deps: ClientDeps,
  rows: { type: string; contentHash: Uint8Array | null }[],
): Promise<(row: { type: string; contentHash: Uint8Array | null }) => Said | undefined> {
  const hashes = rows.flatMap(({ type, contentHash }) => (contentHash && maySay(type) ? [contentHash] : []));
  const contents = await getManyJson<object>(deps.db, hashes);
  return ({ type, contentHash }) => saidOf(type, contentHash ? contents.get(Buffer.from(contentHash).toString('hex')) : undefined);
}

/** Whether an act is told to who sees a part of the plan alone: a proposal that was dismissed was never told to its body, so neither is its end. */
export function isToldToParts({ type, data }: { type: string; data: { decision?: unknown } }): boolean {
  return type !== 'reviewDecided' || data.decision === 'review';
}

/** What was said of a duty: urging, progress and its products, reviews and decisions. `whole`: its reader sees all of the plan. */
export async function saidViews(deps: ClientDeps, duty: DutyRow, whole: boolean): Promise<SaidView[]> {
  const rows = await saidOfDuty(deps.db, duty);
  return viewsOfSaid(deps, whole ? rows : rows.filter(isToldToParts));
}

/** Acts with what was said, by the body that acted. */
export async function viewsOfSaid(deps: ClientDeps, rows: SaidRow[]): Promise<SaidView[]> {
  if (rows.length === 0) return [];
  const { today } = await instantOf(deps);
  const names = await unitNames(
    deps.db,
    rows.flatMap(({ forUnit }) => forUnit ?? []),
    today,
  );
  return rows.map(({ type, atMs, forUnit, data, said }) => {
    const by = forUnit === null ? undefined : names.get(forUnit);
    const { n, version, percent, value, decision, shiftDays } = data as Pick<
      SaidView,
      'n' | 'version' | 'percent' | 'value' | 'decision' | 'shiftDays'
    >;
    const figures = { n, version, percent, value, decision, shiftDays };
    return {
      type,
      atMs,
      ...(by && { by: { id: by.id, code: by.code, name: by.name } }),
      ...(Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure != null)) as typeof figures),
      ...said,
    };
  });
}
