import type { BatchAnswer } from '../contract/messages.js';
import { problem } from '../domain/problem.js';
import type { OpenBatch } from '../store/commands.js';

const FAILED_PRECONDITION = 9;

/** What was lodged before a lane closed, and came too late for it. */
export function refusal({ no, fingerprint, commands }: OpenBatch): BatchAnswer {
  return { no, fingerprint, outcomes: commands.map(() => ({ problem: problem('PLAN_NOT_ACTIVE', { state: 'closed' }) })), events: [] };
}

/** Whether an answer says that the workflow's own code fails. */
export function isTaskFailure(error: unknown): boolean {
  const code = (error as { code?: unknown; cause?: { code?: unknown } }).code ?? (error as { cause?: { code?: unknown } }).cause?.code;
  return code === FAILED_PRECONDITION;
}
