import type { DutyAnswer } from '../../contract/http-api.js';

/** The four official states, and what stands outside them. */
export interface Counts {
  onTime: number;
  late: number;
  open: number;
  overdue: number;
  waiting: number;
}

/** Counts of the states of a plan's status, or of single duties. */
export function countsOf(states: Record<string, number>): Counts {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (states[name] ?? 0), 0);
  return {
    onTime: of('doneOnTime', 'nil'),
    late: of('doneLate'),
    open: of('openInTime'),
    overdue: of('openOverdue'),
    waiting: of('waitingGuidance'),
  };
}

export const sumOf = ({ onTime, late, open, overdue }: Counts): number => onTime + late + open + overdue;

/** The counts of duties of one body. */
export function countsOfDuties(duties: readonly DutyAnswer[]): Counts {
  const states: Record<string, number> = {};
  for (const { standing, kind } of duties) if (kind !== 'target') states[standing.state] = (states[standing.state] ?? 0) + 1;
  return countsOf(states);
}
