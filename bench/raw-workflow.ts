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
