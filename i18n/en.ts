import { cliEn } from './en/cli.js';
import { doorEn } from './en/door.js';
import { dutyEn } from './en/duty.js';
import { fileEn } from './en/file.js';
import { noticeEn } from './en/notice.js';
import { planEn } from './en/plan.js';
import { readingEn } from './en/reading.js';
import { sessionEn } from './en/session.js';
import { unitEn } from './en/unit.js';
import { whyEn } from './en/why.js';
import type { WordKey } from './vi.js';

/** All words in English. */
export const en: Record<WordKey, string> = {
  ...cliEn,
  ...doorEn,
  ...dutyEn,
  ...fileEn,
  ...noticeEn,
  ...planEn,
  ...readingEn,
  ...sessionEn,
  ...unitEn,
  ...whyEn,
};
