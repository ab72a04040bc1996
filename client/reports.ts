import type { Actor } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import { type Plan, type ReportRule } from '../domain/plan.js';
import { ProblemError, problem } from '../domain/problem.js';
import { undoUntilMs } from '../domain/review.js';
import { checkReportBody, feedsOf, type ReportBody } from '../domain/report.js';
import { diffReports } from '../domain/report-diff.js';
import { repairClock } from '../domain/schedule.js';
import { getJson } from '../store/content.js';
import type { DutyAtDoor } from '../store/duties.js';
import { planDocument } from '../store/plans.js';
import { findDraft, lastAccepted, reportVersions, saveDraft } from '../store/reports.js';
import { saidOfDuty } from '../store/said.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { Lodged, OnDuty, ReportVerbs, ReportView, Sending } from './dondoc.js';
import { laneOf, viewsOf } from './duties.js';
import { contentOf, send, sentOnce } from './lodging.js';
import { actingFor, isReviewer, matchRevision, notFound, reviewing, seenDuty } from './rights.js';

interface OnReport {
  duty: DutyAtDoor;
  plan: Plan;
  rule: ReportRule;
  today: Day;
  nowMs: number;
}

/** Verbs on reports: draft, submit, nil return, return with reason, accept, undo of either. */
export function reportVerbs(deps: ClientDeps): ReportVerbs {
  return {
    async get(actor, on) {
      const { duty, rule, nowMs } = await reportOf(deps, actor, on);
      const key = { plan: duty.plan, unit: duty.unit, item: duty.item, period: duty.period };
      const draft = await findDraft(deps.db, key);
      const previous = await lastAccepted(deps.db, key);
      const versions = await versionsOf(deps, rule, key);
      const undo = (await isReviewer(deps, actor, duty)) ? undoOf(duty, versions.at(-1)?.acceptedMs, nowMs) : undefined;
      return {
        duty: (await viewsOf(deps, [duty], nowMs))[0]!,
        form: rule.form,
        ...(draft && {
          draft: {
            body: draft.body as ReportBody,
            revision: String(draft.revision),
            unmapped: draft.unmapped ?? [],
            sources: draft.sources ?? undefined,
          },
        }),
        ...(previous && { previous: await getJson<ReportBody>(deps.db, previous) }),
        versions,
        ...(undo && { undo }),
      };
    },
    async draft(actor, on, body, ifMatch) {
      const { duty, rule, nowMs } = await reportOf(deps, actor, on);
      actingFor(actor, 'duties.act', duty.unit);
      const problems = checkReportBody(rule.form, body, { nil: false });
      const broken = problems.filter(({ code }) => code !== 'FIGURE_REQUIRED' && code !== 'NARRATIVE_REQUIRED');
      if (broken.length > 0) throw new ProblemError({ ...problem('REPORT_INVALID', { count: broken.length }), problems: broken });
      const standing = (await findDraft(deps.db, duty))?.revision ?? 0;
      matchRevision(ifMatch, String(standing));
      const revision = await saveDraft(deps.db, duty, { body, by: actor.person, savedMs: nowMs }, standing);
      if (revision === undefined) throw new ProblemError(problem('REVISION_CHANGED', { expected: String(standing), standing: 'newer' }));
      return { revision: String(revision), problems };
    },
    async submit(actor, on, given, sending) {
      return sentOnce(deps, actor, sending, async () => {
        const report = await reportOf(deps, actor, on);
        const { duty, rule } = report;
        const body = given ?? ((await findDraft(deps.db, duty))?.body as ReportBody | undefined);
        if (!body) throw new ProblemError(problem('DRAFT_MISSING', { item: duty.item, period: duty.period }));
        refuse(checkReportBody(rule.form, body, { nil: false }));
        return submitBody(actor, report, body, sending, false);
      });
    },
    async nil(actor, on, reason, lateReason, sending) {
      return sentOnce(deps, actor, sending, async () => {
        const report = await reportOf(deps, actor, on);
        const body: ReportBody = { figures: {}, narrative: {}, nilReason: reason, ...(lateReason !== undefined && { lateReason }) };
        refuse(checkReportBody(report.rule.form, body, { nil: true }));
        return submitBody(actor, report, body, sending, true);
      });
    },
    async giveBack(actor, on, { reason, code, pins = [] }, sending) {
      return review(actor, on, sending, ({ plan, rule, today }) => ({
        act: { type: 'return', ...repairClock(plan, rule.repairWithin, today, deps.calendar) },
        said: { reason, code, pins },
      }));
    },
    async accept(actor, on, note, sending) {
      return review(actor, on, sending, () => ({ act: { type: 'accept' }, ...(note !== undefined && { said: { note } }) }));
    },
    async undo(actor, on, reason, sending) {
      return review(actor, on, sending, () => ({ act: { type: 'undoReview' }, said: { reason } }));
    },
  };

  /** What a reviewer does with a report, with what is said beside it. */
  async function review(
    actor: Actor,
    on: OnDuty,
    sending: Sending,
    of: (report: OnReport) => { act: { type: string }; said?: object },
  ): Promise<Lodged> {
    return sentOnce(deps, actor, sending, async () => {
      const report = await reportOf(deps, actor, on);
      const { duty } = report;
      const grant = await reviewing(deps, actor, duty);
      matchRevision(sending.ifMatch, String(duty.seq));
      const { unit, item, period } = duty;
      const { act, said } = of(report);
      return send(deps, actor, sending, {
        lane: laneOf(duty),
        data: { unit, item, period, ...act } as never,
        forUnit: grant.unit,
        grant,
        ...(said && { content: contentOf(said) }),
      });
    });
  }

  async function submitBody(actor: Actor, { duty, rule }: OnReport, body: ReportBody, sending: Sending, nil: boolean) {
    const grant = actingFor(actor, 'reports.submit', duty.unit);
    matchRevision(sending.ifMatch, String(duty.seq));
    const { unit, item, period } = duty;
    const feeds = nil ? [] : feedsOf(rule.form, body);
    const reasonGiven = Boolean(nil ? body.nilReason?.trim() : body.lateReason?.trim());
    return send(deps, actor, sending, {
      lane: laneOf(duty),
      data: {
        type: 'submit',
        unit,
        item,
        period,
        ...(nil && { nil }),
        ...(reasonGiven && { reasonGiven }),
        ...(feeds.length > 0 && { feeds }),
      } as never,
      forUnit: unit,
      grant,
      content: contentOf(body),
    });
  }
}

/** What its reviewers may undo of a report, or why not any more; nothing while it waits for them. */
function undoOf({ review, planStatus }: DutyAtDoor, acceptedMs: number | undefined, nowMs: number): ReportView['undo'] {
  if (review !== 'returned' && review !== 'accepted') return undefined;
  const untilMs = review === 'accepted' && acceptedMs !== undefined ? undoUntilMs(acceptedMs) : undefined;
  const ended = planStatus === 'concluded' || planStatus === 'revoked';
  const closed = ended ? 'planEnded' : untilMs !== undefined && nowMs > untilMs ? 'tooLate' : undefined;
  return { of: review === 'returned' ? 'return' : 'acceptance', ...(untilMs !== undefined && { untilMs }), ...(closed && { closed }) };
}

function refuse(problems: ReturnType<typeof checkReportBody>): void {
  if (problems.length > 0) throw new ProblemError({ ...problem('REPORT_INVALID', { count: problems.length }), problems });
}

async function reportOf(deps: ClientDeps, actor: Actor, on: OnDuty): Promise<OnReport> {
  const { today, nowMs } = await instantOf(deps);
  const duty = await seenDuty(deps, actor, today, on);
  const { plan } = await planDocument(deps.db, { fileHash: Buffer.from(duty.fileHash), specHash: null });
  const rule = plan.reports.find(({ id }) => id === duty.item);
  if (!rule) throw notFound();
  return { duty, plan, rule, today, nowMs };
}

async function versionsOf(deps: ClientDeps, rule: ReportRule, on: OnDuty): Promise<ReportView['versions']> {
  const views: ReportView['versions'] = [];
  const notes = new Map<unknown, string | undefined>();
  for (const { type, data, said } of await saidOfDuty(deps.db, on)) if (type === 'accepted') notes.set(data['version'], said?.text);
  for (const row of await reportVersions(deps.db, on)) {
    const body = (await getJson<ReportBody>(deps.db, row.contentHash))!;
    const before = views.at(-1)?.body;
    const acceptedNote = notes.get(row.version);
    const reason =
      row.returnHash &&
      (await getJson<{ reason: string; code?: string; pins: { field: string; comment: string }[] }>(deps.db, row.returnHash));
    views.push({
      version: row.version,
      lodgedMs: row.lodgedMs,
      late: row.late,
      nil: row.nil,
      contentHash: Buffer.from(row.contentHash).toString('hex'),
      body,
      ...(row.returnedMs !== null && { returned: { ms: row.returnedMs, reason: '', pins: [], ...reason } }),
      ...(row.acceptedMs !== null && { acceptedMs: row.acceptedMs }),
      ...(acceptedNote !== undefined && { acceptedNote }),
      ...(before && { diff: diffReports(rule.form, before, body) }),
    });
  }
  return views;
}
