import { attachmentVerbs } from './attachments.js';
import { auditVerbs, commandVerbs } from './audit.js';
import type { ClientDeps } from './deps.js';
import { delegationVerbs } from './delegations.js';
import { diagnosisVerbs } from './diagnosis.js';
import type { Dondoc } from './dondoc.js';
import { dutyVerbs } from './duties.js';
import { guidanceVerbs } from './guidance.js';
import { inboxVerbs } from './inbox.js';
import { liveVerbs } from './live.js';
import { oidcVerbs } from './oidc.js';
import { overviewVerbs } from './overview.js';
import { paperVerbs } from './papers.js';
import { peopleVerbs } from './people.js';
import { planVerbs } from './plans.js';
import { readingVerbs } from './readings.js';
import { preferenceVerbs } from './preferences.js';
import { reportVerbs } from './reports.js';
import { sessionVerbs } from './session.js';
import { unitVerbs } from './units.js';

/** The verbs of the domain over a database, a clock and a relay. */
export function createDondoc(deps: ClientDeps): Dondoc {
  const plans = planVerbs(deps);
  const reports = reportVerbs(deps);
  return {
    session: sessionVerbs(deps),
    delegations: delegationVerbs(deps),
    preferences: preferenceVerbs(deps),
    oidc: oidcVerbs(deps),
    live: liveVerbs(deps),
    overview: overviewVerbs(deps),
    people: peopleVerbs(deps),
    units: unitVerbs(deps),
    plans,
    duties: dutyVerbs(deps),
    reports,
    papers: paperVerbs(deps, plans, reports),
    readings: readingVerbs(deps),
    attachments: attachmentVerbs(deps),
    guidance: guidanceVerbs(deps),
    inbox: inboxVerbs(deps),
    commands: commandVerbs(deps),
    audit: auditVerbs(deps),
    diagnosis: diagnosisVerbs(deps),
  };
}
