import type { Lodged, OnDuty, ProgressInput } from '../client/dondoc.js';
import { type Problem, ProblemError } from '../domain/problem.js';
import type { TimedCommand } from '../domain/rehearsal-behaviour.js';
import type { UnitId } from '../domain/unit.js';
import { issueOwnPlan } from './play-own-plan.js';
import { actorFor, freshSending, type OnStage, type Stage } from './play-stage.js';

/** Named so that a product of any kind is complete. */
const PRODUCT: ProgressInput['product'] = {
  symbol: '01-BC/TU',
  name: 'Sản phẩm mẫu',
  on: '2022-01-01',
  count: 1,
  decision: '01-QĐ/TU',
  address: 'mẫu',
};

/** Does through the verbs what a timed command says; answers the problem that refused it, if any. */
export async function act(stage: Stage, on: OnStage, timed: TimedCommand): Promise<Problem | undefined> {
  try {
    const lodged = await (timed.lane === 'plan' ? steer(stage, on, timed) : answer(stage, on, timed));
    return lodged?.state === 'refused' ? lodged.problem : undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

type Timed<Lane> = Extract<TimedCommand, { lane: Lane }>;

async function steer({ dondoc }: Stage, { id, spec }: OnStage, { command }: Timed<'plan'>): Promise<Lodged | undefined> {
  const issuer = actorFor('issuer', spec.issuer);
  const sending = freshSending();
  switch (command.type) {
    case 'suspend':
      return dondoc.plans.suspend(issuer, id, 'Tạm dừng (mẫu)', sending);
    case 'resume':
      return dondoc.plans.resume(issuer, id, { dates: command.shiftDays > 0 ? 'shift' : 'same' }, sending);
    case 'revoke':
      return dondoc.plans.revoke(issuer, id, 'Bãi bỏ (mẫu)', sending);
    case 'conclude':
      return dondoc.plans.conclude(issuer, id, { summary: 'Tổng kết (mẫu)' }, sending);
    case 'registerGuidance':
      await dondoc.guidance.register(issuer, { key: command.guidance, title: command.guidance }, sending);
      return undefined;
    default:
      throw new Error(`nobody sends ${command.type}`);
  }
}

async function answer(stage: Stage, on: OnStage, { command, body }: Timed<'cascade'>): Promise<Lodged | undefined> {
  const { dondoc } = stage;
  const sending = freshSending();
  if (!('unit' in command)) throw new Error(`nobody sends ${command.type}`);
  const { unit } = command;
  const clerk = actorFor('clerk', unit);
  if (command.type === 'receive') return dondoc.duties.receive(clerk, on.id, unit, sending);
  if (command.type === 'linkOwnPlan') return issueOwnPlan(stage, on, unit);
  const { item, period } = command;
  const duty: OnDuty = { plan: on.id, unit, item, period };
  const reviewer = () => actorFor('approver', reviewerOf(on, item));
  switch (command.type) {
    case 'progress': {
      const { percent, value, done, productNamed, evidence } = command;
      const shown = { ...(productNamed && { product: PRODUCT }), ...(evidence && { note: 'Minh chứng (mẫu)' }) };
      return dondoc.duties.progress(clerk, duty, { percent, value, done, ...shown }, sending);
    }
    case 'submit':
      return command.nil
        ? dondoc.reports.nil(clerk, duty, body?.nilReason ?? '', body?.lateReason, sending)
        : dondoc.reports.submit(clerk, duty, body, sending);
    case 'return':
      return dondoc.reports.giveBack(reviewer(), duty, { reason: 'Số liệu chưa khớp (mẫu)' }, sending);
    case 'accept':
      return dondoc.reports.accept(reviewer(), duty, undefined, sending);
    case 'undoReview':
      return dondoc.reports.undo(reviewer(), duty, 'Chấp nhận nhầm (mẫu)', sending);
    case 'urge':
      return dondoc.duties.urge(actorFor('leader', on.spec.issuer), duty, 'Đề nghị thực hiện ngay (mẫu)', sending);
    case 'decideReview': {
      const { decision } = command;
      return dondoc.duties.decideReview(actorFor('leader', on.spec.issuer), duty, { decision, reason: 'Đã xem xét (mẫu)' }, sending);
    }
  }
}

/** Reports go through a staff body where the plan names one, else to the issuer. */
function reviewerOf({ spec }: OnStage, item: string): UnitId {
  return spec.relations.find((known) => known.item === item && known.relation === 'via')?.unit ?? spec.issuer;
}
