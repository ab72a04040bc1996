import type { WorkingCalendar } from './calendar.js';
import type { RoundSpec } from './cascade.js';
import type { Day } from './day.js';
import type { Why } from './deadline.js';
import type { PeriodKind } from './period.js';
import type { UnitId, UnitTree } from './unit.js';

/** A round with all that its readers need to see why it is so; the lane gets the bare RoundSpec. */
export interface PlannedRound extends RoundSpec {
  cadence?: PeriodKind;
  /** The due day as the text states it, before any move off a day off. */
  statedDay?: Day;
  why: Why[];
  holders: UnitId[];
}

/** How a body stands to an item besides holding it: what it may read and do follows from it. */
export interface ItemRelation {
  item: string;
  unit: UnitId;
  relation: 'lead' | 'cooperate' | 'advise' | 'guide' | 'monitor' | 'section' | 'via' | 'receiver';
}

/** What a plan needs to know of the world on the day it is issued. */
export interface IssueContext {
  planId: string;
  tree: UnitTree;
  calendar: WorkingCalendar;
  issuedMs: number;
}
