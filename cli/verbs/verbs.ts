import type { Verb } from '../verb.js';
import { auditVerbs } from './audit.js';
import { documentVerb } from './documents.js';
import { paperVerbs } from './papers.js';
import { dutyVerbs } from './duties.js';
import { guidanceVerbs } from './guidance.js';
import { inboxVerbs } from './inbox.js';
import { peopleVerbs } from './people.js';
import { planActVerbs } from './plan-acts.js';
import { planFileVerbs } from './plan-files.js';
import { planVerbs } from './plans.js';
import { rehearsalVerb } from './rehearsal.js';
import { reportVerbs } from './reports.js';
import { timelineVerbs } from './timeline.js';
import { unitChangeVerbs } from './unit-changes.js';
import { unitVerbs } from './units.js';
import { upkeepVerbs } from './upkeep.js';

/** Every command, in the order in which help shows them: the way of a plan, then the house. */
export const verbs: readonly Verb[] = [
  documentVerb,
  ...planFileVerbs,
  rehearsalVerb,
  ...planActVerbs,
  ...planVerbs,
  ...dutyVerbs,
  ...reportVerbs,
  ...paperVerbs,
  ...guidanceVerbs,
  ...inboxVerbs,
  ...timelineVerbs,
  ...auditVerbs,
  ...unitVerbs,
  ...unitChangeVerbs,
  ...peopleVerbs,
  ...upkeepVerbs,
];
