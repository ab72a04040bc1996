import { allHandlersFinished, condition, continueAsNew, defineUpdate, setHandler, workflowInfo } from '@temporalio/workflow';

/** One act of one recipient; the text goes along, as a plain design would have it. */
export const act = defineUpdate<number, [string, string, string]>('act');

/** The cascade job on raw Temporal: one workflow, an update an act. */
export async function raw(state: Record<string, number>): Promise<void> {
  let count = 0;
  setHandler(act, (unit, kind) => {
    state[unit] = (state[unit] ?? 0) + (kind === 'report' ? 2 : 1);
    return (count += 1);
  });
  await condition(() => workflowInfo().continueAsNewSuggested);
  await condition(allHandlersFinished);
  await continueAsNew<typeof raw>(state);
}

/** Acts of many recipients that one update carries; answers how many there were so far. */
export const fold = defineUpdate<number, [[unit: string, kind: string][]]>('fold');

/** The cascade job on raw parts as we do it: acts are kept in PostgreSQL, and go to one workflow in batches. */
export async function hybrid(state: Record<string, number>): Promise<void> {
  let count = 0;
  setHandler(fold, (acts) => {
    for (const [unit, kind] of acts) state[unit] = (state[unit] ?? 0) + (kind === 'report' ? 2 : 1);
    return (count += acts.length);
  });
  await condition(() => workflowInfo().continueAsNewSuggested);
  await condition(allHandlersFinished);
  await continueAsNew<typeof hybrid>(state);
}
