import { attachmentOperations } from './http-api-attachments.js';
import { commandOperations } from './http-api-commands.js';
import { delegationOperations } from './http-api-delegations.js';
import { diagnosisOperations } from './http-api-diagnosis.js';
import { dutyOperations } from './http-api-duties.js';
import { guidanceOperations, inboxOperations } from './http-api-inbox.js';
import { auditOperations } from './http-api-audit.js';
import { peopleOperations, tokenOperations, unitOperations } from './http-api-people.js';
import { overviewOperations } from './http-api-overview.js';
import { paperOperations } from './http-api-papers.js';
import { planOperations } from './http-api-plans.js';
import { readingOperations } from './http-api-readings.js';
import { preferenceOperations } from './http-api-preferences.js';
import { reportOperations } from './http-api-reports.js';
import { sessionOperations } from './http-api-session.js';

export {
  addressOf,
  type AnswerOf,
  API,
  type BodyOf,
  type Operation,
  type ParamsOf,
  type Permission,
  type QueryOf,
  type Upload,
  UPLOADS,
} from './http-api-operation.js';
export { problemAnswer, type ProblemAnswer, type ToldProblem } from './http-api-problem.js';
export {
  type BulkItem,
  type BulkResult,
  type BulkVerb,
  type CommandAnswer,
  type DecidedAnswer,
  lodgedAnswer,
} from './http-api-commands.js';
export type { ActAnswer, DutyAnswer, SaidAnswer } from './http-api-duties.js';
export type { AttachmentAnswer } from './http-api-attachments.js';
export type { FileAnswer } from './http-api-papers.js';
export type { PlanAnswer } from './http-api-plans.js';
export type { ReadingAnswer } from './http-api-readings.js';
export type { DraftAnswer, ReportAnswer } from './http-api-reports.js';
export type { SessionAnswer, WaysAnswer } from './http-api-session.js';

/**
 * Every operation under `/api/v1`, by noun: method, path, who may ask, and the shapes of what is asked and answered.
 * Doors and the command line read this table; what is not in it does not exist.
 */
export const operations = {
  session: sessionOperations,
  overview: overviewOperations,
  delegations: delegationOperations,
  preferences: preferenceOperations,
  plans: planOperations,
  duties: dutyOperations,
  reports: reportOperations,
  papers: paperOperations,
  readings: readingOperations,
  attachments: attachmentOperations,
  guidance: guidanceOperations,
  inbox: inboxOperations,
  units: unitOperations,
  people: peopleOperations,
  tokens: tokenOperations,
  audit: auditOperations,
  diagnosis: diagnosisOperations,
  commands: commandOperations,
};
