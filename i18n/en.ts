import { cliEn } from './en/cli.js';
import { codeEn } from './en/code.js';
import { doorEn } from './en/door.js';
import { dutyEn } from './en/duty.js';
import { fileEn } from './en/file.js';
import { noticeEn } from './en/notice.js';
import { planEn } from './en/plan.js';
import { readingEn } from './en/reading.js';
import { sessionEn } from './en/session.js';
import { unitEn } from './en/unit.js';
import { webEn } from './en/web.js';
import { webInboxEn } from './en/web-inbox.js';
import { webPlanEn } from './en/web-plan.js';
import { webReportEn } from './en/web-report.js';
import { webLateEn } from './en/web-late.js';
import { webIssueEn } from './en/web-issue.js';
import { webHouseEn } from './en/web-house.js';
import { webReadingEn } from './en/web-reading.js';
import { webPeopleEn } from './en/web-people.js';
import { whyEn } from './en/why.js';
import type { WordKey } from './vi.js';

/** All words in English. */
export const en: Record<WordKey, string> = {
  ...cliEn,
  ...codeEn,
  ...doorEn,
  ...dutyEn,
  ...fileEn,
  ...noticeEn,
  ...planEn,
  ...readingEn,
  ...sessionEn,
  ...unitEn,
  ...webEn,
  ...webInboxEn,
  ...webPlanEn,
  ...webReportEn,
  ...webLateEn,
  ...webIssueEn,
  ...webReadingEn,
  ...webHouseEn,
  ...webPeopleEn,
  ...whyEn,
};
