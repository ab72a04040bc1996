/** What is submitted, by whom, in which order: commands, each with a key of its own. */
export interface Step {
  key: string;
  who: string;
  path: string;
  body?: unknown;
  /** Type of the event that it becomes, where it is accepted. */
  becomes: string;
}

/** Steps one after the other; those of an inner list at the same time. */
export type Chain = (Step | Step[])[];

export const UNITS = Array.from({ length: 40 }, (_, index) => `HU${String(index + 1).padStart(2, '0')}`);

/** Keys of the periods that the reports of a plan are for, with the month of its standing task. */
export interface Periods {
  month: string;
  quarter: string;
  year: string;
}

const PROGRESS = 7;

/** The chains of a plan that lives on, a chain a unit: receipt, three reports each returned once and accepted, progress, urging. */
export function mainChains(name: string, plan: string, periods: Periods, clerkOf: (unit: string) => string): Chain[] {
  return UNITS.map((unit) => {
    const at = `/plans/${plan}/units/${unit}`;
    const clerk = clerkOf(unit);
    const step = stepper(`${name}-${unit}`);
    const reports = Object.entries(periods).flatMap(([item, period], n) => {
      const report = `${at}/items/${item}/periods/${period}`;
      const body = (so: number) => ({ figures: { so }, narrative: {}, lateReason: 'Đường truyền gián đoạn' });
      return [
        step(clerk, `${report}/submission`, 'submitted', body(n)),
        step('issuer', `${report}/return`, 'returned', { reason: 'Số chưa khớp' }),
        step(clerk, `${report}/submission`, 'resubmitted', body(n + 1)),
        step('issuer', `${report}/acceptance`, 'accepted', {}),
      ];
    });
    const task = `${at}/items/viec/periods/once`;
    const progress = Array.from({ length: PROGRESS }, (_, n) => step(clerk, `${task}/progress`, 'progressed', { percent: 10 * (n + 1) }));
    return [
      step(clerk, `${at}/receipt`, 'received'),
      step('issuer', `${task}/urging`, 'urged', { text: 'Đề nghị khẩn trương.' }),
      ...progress.slice(0, 4),
      ...reports.slice(0, 6),
      step(clerk, `${at}/items/thuong/periods/${periods.month}/progress`, 'evidenced', { note: 'Đã kiểm tra' }),
      step('issuer', `${task}/urging`, 'urged', { text: 'Đề nghị khẩn trương hơn.' }),
      ...progress.slice(4),
      ...reports.slice(6),
      step(clerk, `${task}/progress`, 'completed', { done: true }),
    ];
  });
}

/** A plan issued, received, and concluded while something for it is on its way. */
export function sideChain(name: string, plan: string, [a, b]: [string, string], clerkOf: (unit: string) => string): Chain {
  const step = stepper(name);
  return [
    step('issuer', `/plans/${plan}/issue`, 'issued'),
    step(clerkOf(a), `/plans/${plan}/units/${a}/receipt`, 'received'),
    [
      step('issuer', `/plans/${plan}/conclusion`, 'concluded', { summary: 'Kết thúc sớm.' }),
      step(clerkOf(b), `/plans/${plan}/units/${b}/receipt`, 'received'),
      step(clerkOf(a), `/plans/${plan}/units/${a}/items/viec/periods/once/progress`, 'progressed', { percent: 5 }),
    ],
  ];
}

function stepper(name: string) {
  let n = 0;
  return (who: string, path: string, becomes: string, body?: unknown): Step => ({ key: `${name}-${(n += 1)}`, who, path, body, becomes });
}
