import { cliVi } from './vi/cli.js';
import { codeVi } from './vi/code.js';
import { doorVi } from './vi/door.js';
import { dutyVi } from './vi/duty.js';
import { fileVi } from './vi/file.js';
import { noticeVi } from './vi/notice.js';
import { planVi } from './vi/plan.js';
import { readingVi } from './vi/reading.js';
import { sessionVi } from './vi/session.js';
import { unitVi } from './vi/unit.js';
import { webVi } from './vi/web.js';
import { webInboxVi } from './vi/web-inbox.js';
import { webPlanVi } from './vi/web-plan.js';
import { webReportVi } from './vi/web-report.js';
import { webLateVi } from './vi/web-late.js';
import { webIssueVi } from './vi/web-issue.js';
import { webReadingVi } from './vi/web-reading.js';
import { webHouseVi } from './vi/web-house.js';
import { webPeopleVi } from './vi/web-people.js';
import { whyVi } from './vi/why.js';

/** All words in Vietnamese, the source language; keys of every other language are typed from here. */
export const vi = {
  ...cliVi,
  ...codeVi,
  ...doorVi,
  ...dutyVi,
  ...fileVi,
  ...noticeVi,
  ...planVi,
  ...readingVi,
  ...sessionVi,
  ...unitVi,
  ...webVi,
  ...webInboxVi,
  ...webPlanVi,
  ...webReportVi,
  ...webLateVi,
  ...webIssueVi,
  ...webReadingVi,
  ...webHouseVi,
  ...webPeopleVi,
  ...whyVi,
} as const;

export type WordKey = keyof typeof vi;
