import type { Dondoc, PlanFileInput, PlanView } from '../../client/dondoc.js';
import { addressOf, operations, type PlanAnswer } from '../../contract/http-api.js';
import { readPlanFile } from '../../contract/plan-file.js';
import type { Actor } from '../../domain/access.js';
import { ONCE, OWN_PLAN_ITEM } from '../../domain/duty.js';
import { ProblemError, problem } from '../../domain/problem.js';
import { sameSymbol } from '../../domain/symbol.js';
import type { Language } from '../../i18n/render.js';
import type { RawBody } from '../body.js';
import { told } from '../problem.js';
import type { Handlers } from '../serve.js';

export function planHandlers(dondoc: Dondoc): Handlers<typeof operations.plans> {
  const { plans } = dondoc;
  return {
    list: async ({ actor, query, language }) => {
      const { items, next } = await plans.list(actor, query);
      return { items: items.map((plan) => answerOf(plan, language)), ...(next !== undefined && { next }) };
    },
    check: async ({ actor, body, file, language }) => {
      const { problems, warnings, summary } = await plans.check(actor, planFile(file, body));
      const toldAll = (found: typeof problems) => found.map((one) => told(one, language));
      return { problems: toldAll(problems), warnings: toldAll(warnings), ...(summary && { summary }) };
    },
    draft: async ({ actor, body, file, language, locate, once }) => {
      const plan = await plans.draft(actor, planFile(file, body), once);
      locate(addressOf(operations.plans.get, { plan: plan.id }));
      return answerOf(plan, language);
    },
    redraft: async ({ actor, params, body, file, ifMatch, language }) =>
      answerOf(await plans.redraft(actor, params.plan, planFile(file, body), ifMatch), language),
    draftOwn: async ({ actor, params, body, file, language, locate, once }) => {
      const own = planFile(file, body);
      await checkOwnPlan(dondoc, actor, params, own);
      const plan = await plans.draft(actor, own, once);
      locate(addressOf(operations.plans.get, { plan: plan.id }));
      return answerOf(plan, language);
    },
    get: async ({ actor, params, language }) => {
      const { warnings: _told, ...view } = await plans.get(actor, params.plan);
      return { ...view, ...answerOf(view, language) };
    },
    rehearse: async ({ actor, params, body, language }) => {
      const { refused, warnings, ...rehearsal } = await plans.rehearse(actor, params.plan, body ?? {});
      return {
        ...rehearsal,
        refused: refused.map(({ problem: found, ...refusal }) => ({ ...refusal, problem: told(found, language) })),
        warnings: warnings.map((warning) => told(warning, language)),
      };
    },
    issue: ({ actor, params, sending }) => plans.issue(actor, params.plan, sending),
    suspend: ({ actor, params, body, sending }) => plans.suspend(actor, params.plan, body.reason, sending),
    resume: ({ actor, params, body, sending }) => plans.resume(actor, params.plan, body ?? {}, sending),
    revoke: ({ actor, params, body, sending }) => plans.revoke(actor, params.plan, body.reason, sending),
    conclude: ({ actor, params, body, sending }) => plans.conclude(actor, params.plan, body, sending),
    status: async ({ actor, params, language }) => {
      const status = await plans.status(actor, params.plan);
      return { ...status, plan: answerOf(status.plan, language) };
    },
    timeline: ({ actor, params, query }) => plans.timeline(actor, params.plan, query),
    cascade: async ({ actor, params, query, language }) => {
      const cascade = await plans.cascade(actor, params.plan, query);
      return { ...cascade, plan: answerOf(cascade.plan, language) };
    },
    matrix: async ({ actor, params, query, language }) => {
      const matrix = await plans.matrix(actor, params.plan, query);
      return { ...matrix, plan: answerOf(matrix.plan, language) };
    },
    targets: async ({ actor, params, query }) => ({ items: await plans.targets(actor, params.plan, query.on) }),
    consolidated: ({ actor, params }) => plans.consolidated(actor, params.plan, params.item, params.period),
  };
}

function answerOf({ warnings, ...plan }: PlanView, language: Language): PlanAnswer {
  return { ...plan, ...(warnings && { warnings: warnings.map((warning) => told(warning, language)) }) };
}

/** The text of a plan file: the body itself as YAML, or `text` of a JSON body. */
function planFile({ bytes, upload }: RawBody, body: PlanFileInput | undefined): PlanFileInput {
  if (upload === 'yaml') return { text: bytes.toString('utf8'), format: 'yaml' };
  if (!body) throw new ProblemError(problem('FIELD_REQUIRED', { field: 'text' }, 'text'));
  return body;
}

/** An own plan is of the body that owes it, and names the plan it concretises. A file that cannot be read is left for its drafting to refuse. */
async function checkOwnPlan(
  { duties, plans }: Dondoc,
  actor: Actor,
  on: { plan: string; unit: string },
  file: PlanFileInput,
): Promise<void> {
  const duty = await duties.get(actor, { ...on, item: OWN_PLAN_ITEM, period: ONCE });
  const { issuer, symbol = '' } = await plans.get(actor, on.plan);
  const read = readPlanFile(file.text, file.format);
  if ('problems' in read) return;
  const { plan } = read;
  if (plan.issuer !== duty.unit.code)
    throw new ProblemError(problem('OWN_PLAN_ISSUER', { issuer: plan.issuer, unit: duty.unit.code }, 'issuer'));
  if (!plan.concretises.some((ref) => ref.issuer === issuer.code && sameSymbol(ref.symbol, symbol)))
    throw new ProblemError(problem('OWN_PLAN_LINK', { issuer: issuer.code, symbol }, 'concretises'));
}
