import { daysBetween } from './day.js';
import { type Plan, RUNGS } from './plan.js';
import { type Problem, problem } from './problem.js';

/** Reminders of a plan, at most. */
const MAX_OFFSETS = 20;
/** Latest rung of a ladder, in working days: past a year it is no urging. */
const MAX_RUNG_DAYS = 250;

/** Reminder offsets and the escalation ladder. */
export function checkPolicies(plan: Plan): Problem[] {
  return [...checkReminders(plan), ...checkLadder(plan)];
}

/** `REMINDER_RANGE` (data: `offset`, `maxDays`, `count`, `maxCount`): offsets are whole days, at most 20, none longer than the plan; each once. */
function checkReminders({ reminders, horizon }: Plan): Problem[] {
  const { offsets } = reminders;
  const path = 'reminders.offsets';
  const maxDays = Math.max(0, daysBetween(horizon.from, horizon.to));
  const data = { count: offsets.length, maxCount: MAX_OFFSETS, maxDays };
  if (offsets.length > MAX_OFFSETS) return [problem('REMINDER_RANGE', { ...data, offset: offsets[MAX_OFFSETS]! }, path)];
  return offsets.flatMap((offset, index) => {
    const at = `${path}.${index}`;
    if (!Number.isInteger(offset) || Math.abs(offset) > maxDays) return [problem('REMINDER_RANGE', { ...data, offset }, at)];
    return offsets.indexOf(offset) < index ? [problem('VALUE_TWICE', { value: offset }, at)] : [];
  });
}

/** Rungs in the order of the ladder, each later than the one before; triggers once each; the tolerance a share. */
function checkLadder({ escalation }: Plan): Problem[] {
  const { rungs, triggers, paceTolerance } = escalation;
  const problems: Problem[] = [];
  rungs.forEach(({ rung, afterWorkingDays: days }, index) => {
    const at = `escalation.rungs.${index}`;
    if (!Number.isInteger(days) || days < 1 || days > MAX_RUNG_DAYS) {
      problems.push(problem('FIELD_RANGE', { value: days, min: 1, max: MAX_RUNG_DAYS }, `${at}.afterWorkingDays`));
    }
    const before = rungs[index - 1];
    if (before && (RUNGS.indexOf(before.rung) >= RUNGS.indexOf(rung) || before.afterWorkingDays >= days)) {
      problems.push(problem('RUNG_ORDER', { rung, days, before: before.rung, daysBefore: before.afterWorkingDays }, at));
    }
  });
  triggers.forEach((trigger, index) => {
    if (triggers.indexOf(trigger) < index) problems.push(problem('VALUE_TWICE', { value: trigger }, `escalation.triggers.${index}`));
  });
  if (!(paceTolerance >= 0 && paceTolerance <= 1)) {
    problems.push(problem('FIELD_RANGE', { value: paceTolerance, min: 0, max: 1 }, 'escalation.paceTolerance'));
  }
  return problems;
}
