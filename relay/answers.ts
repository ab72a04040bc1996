import { type WorkflowClient, WorkflowNotFoundError } from '@temporalio/client';
import type { BatchAnswer } from '../contract/messages.js';
import { problem } from '../domain/problem.js';
import type { OpenBatch } from '../store/commands.js';

const FAILED_PRECONDITION = 9;

/** What was lodged before a lane closed, and came too late for it. */
export function refusal({ no, fingerprint, commands }: OpenBatch): BatchAnswer {
  return { no, fingerprint, outcomes: commands.map(() => ({ problem: problem('PLAN_NOT_ACTIVE', { state: 'closed' }) })), events: [] };
}

/** Whether an update was turned away because the workflow's tasks have not come to an end, several times in a row. */
export function isTaskFailure(error: unknown): boolean {
  const code = (error as { code?: unknown; cause?: { code?: unknown } }).code ?? (error as { cause?: { code?: unknown } }).cause?.code;
  return code === FAILED_PRECONDITION;
}

/**
 * Whether it is the workflow's own code that fails, as the server tells of a workflow after some tasks; tasks that were lost with killed
 * workers only ran out of time, and the next one passes.
 */
export async function codeFails(workflows: WorkflowClient, lane: string): Promise<boolean> {
  const { searchAttributes } = await workflows.getHandle(lane).describe();
  const problems: unknown = searchAttributes['TemporalReportedProblems'];
  return Array.isArray(problems) && problems.includes('category=WorkflowTaskFailed');
}

/** Ends a lane's workflow, whatever it does; one that Temporal does not know has ended. */
export async function endWorkflow(workflows: WorkflowClient, lane: string): Promise<void> {
  try {
    await workflows.getHandle(lane).terminate('rebuilt from its events');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
