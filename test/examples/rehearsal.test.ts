import { vietnamCalendar as calendar } from '../../domain/calendar-vn.js';
import { addMonths, atHourMs, endOfDayMs, yearOf } from '../../domain/day.js';
import { checkPlan } from '../../domain/plan-check.js';
import { rebasePlan } from '../../domain/rebase.js';
import { behaviourCommands } from '../../domain/rehearsal-commands.js';
import { timelineKey } from '../../domain/rehearsal-entry.js';
import { type Behaviours, type Rehearsal, rehearse } from '../../domain/rehearsal.js';
import { checkReportBody } from '../../domain/report.js';
import { cascadeSpec } from '../../domain/cascade-spec.js';
import type { Plan } from '../../domain/plan.js';
import { examplePlan, PLAN_FILES, provinceOn } from './province.js';

const contextOf = (plan: Plan) => ({
  planId: 'plan00000001',
  tree: provinceOn(plan.date!),
  calendar,
  issuedMs: atHourMs(plan.date!, 8.5),
  untilMs: endOfDayMs(addMonths(plan.horizon.to, 3)),
});
function played(plan: Plan, behaviours?: Behaviours): Rehearsal {
  const rehearsal = rehearse(plan, contextOf(plan), behaviours);
  if (Array.isArray(rehearsal)) throw new Error(JSON.stringify(rehearsal));
  return rehearsal;
}

const BUSY: Behaviours = {
  default: { receive: 3, ownPlan: 15, tasks: 'onTime', reports: 'wrong', evidence: 'eachPeriod', pace: 1 },
  reviewer: { afterDays: 1 },
};

describe.each(PLAN_FILES)('%s, rehearsed', (name) => {
  const plan = examplePlan(name);

  it('that nobody answers leaves everything open, waiting or standing', () => {
    const { states, refused, entries, warnings } = played(plan);
    expect(Object.keys(states).filter((state) => state.startsWith('done') || state === 'nil')).toEqual([]);
    expect([refused, warnings]).toEqual([[], []]);
    expect(new Set(entries.map(timelineKey)).size).toBe(entries.length);
  });

  it('with bodies that do their part is wholly delivered in time, each report mended in its window', () => {
    const { byUnit, refused, entries } = played(plan, BUSY);
    expect(refused).toEqual([]);
    // A target that is shared out but not reported of is told of by its body; none is missed.
    expect(byUnit.filter(({ states }) => states.doneLate || states.openOverdue)).toEqual([]);
    expect(byUnit.reduce((sum, { returned }) => sum + returned, 0)).toBe(entries.filter(({ type }) => type === 'resubmitted').length);
  });

  it('is given reports that keep to their forms', () => {
    const context = contextOf(plan);
    const spec = cascadeSpec(plan, context);
    if (Array.isArray(spec)) throw new Error(JSON.stringify(spec));
    for (const reports of ['wrong', 'late', 'nil'] as const)
      for (const timed of behaviourCommands(spec, plan, { ...BUSY, default: { reports } }, context))
        if (timed.lane === 'cascade' && timed.command.type === 'submit') {
          const { item, nil = false } = timed.command;
          expect(checkReportBody(plan.reports.find(({ id }) => id === item)!.form, timed.body!, { nil })).toEqual([]);
        }
  });

  it('moved by three years checks and runs as it did', () => {
    const moved = rebasePlan(plan, 3);
    expect(yearOf(moved.date!)).toBe(yearOf(plan.date!) + 3);
    expect(checkPlan(moved, { tree: provinceOn(moved.date!), calendar })).toEqual([]);
    const [then, now] = [played(plan), played(moved)];
    expect(now.rounds.map(({ item, holders }) => [item, holders])).toEqual(then.rounds.map(({ item, holders }) => [item, holders]));
    expect(now.states.waitingGuidance).toBe(then.states.waitingGuidance);
  });
});
