import type { Lodged } from '../../client/dondoc.js';
import { type BulkItem, type BulkResult, type BulkVerb, type Operation, operations } from '../../contract/http-api.js';
import { ONCE, RECEIPT_ITEM } from '../../domain/duty.js';
import { type Problem, ProblemError } from '../../domain/problem.js';
import { permit } from '../actor.js';
import { problemBody, problemOf } from '../problem.js';
import { hashOf } from '../sending.js';
import type { Call, Handler, Handlers } from '../serve.js';
import { validate } from '../validate.js';

/** The handlers of acts that may come in bulk: the same ones that serve them singly. */
export interface BulkHandlers {
  duties: Handlers<typeof operations.duties>;
  reports: Handlers<typeof operations.reports>;
}

interface Verb {
  operation: Operation;
  handle: Handler<Operation & { key: true; lodges: true }>;
}

function verbsOf({ duties, reports }: BulkHandlers): Record<BulkVerb, Verb> {
  const verb = (operation: Operation, handle: unknown): Verb => ({ operation, handle: handle as Verb['handle'] });
  return {
    receipt: verb(operations.duties.receive, duties.receive),
    progress: verb(operations.duties.progress, duties.progress),
    urging: verb(operations.duties.urge, duties.urge),
    submission: verb(operations.reports.submit, reports.submit),
    nil: verb(operations.reports.nil, reports.nil),
    return: verb(operations.reports.giveBack, reports.giveBack),
    acceptance: verb(operations.reports.accept, reports.accept),
  };
}

/** Runs the acts of a bulk request side by side; each is judged, and answered, as if it had come alone. */
export async function runBulk(call: Call<typeof operations.commands.bulk>, handlers: BulkHandlers): Promise<BulkResult[]> {
  const verbs = verbsOf(handlers);
  return Promise.all(
    call.body.items.map(async (item, index): Promise<BulkResult> => {
      try {
        return resultOf(index, await runOne(call, verbs[item.verb], item, index), call);
      } catch (error) {
        const found = problemOf(error);
        if (!(error instanceof ProblemError)) call.fail(error, found);
        return refusal(index, found, call);
      }
    }),
  );
}

async function runOne(
  call: Call<typeof operations.commands.bulk>,
  { operation, handle }: Verb,
  item: BulkItem,
  index: number,
): Promise<Lodged> {
  const { actor, language, file, locate, requestId, from, keep, fail } = call;
  permit(actor, operation.permission);
  const { plan, unit, period = ONCE } = item;
  const params = operation === operations.duties.receive ? { plan, unit } : { plan, unit, item: item.item ?? RECEIPT_ITEM, period };
  return handle({
    actor,
    language,
    file,
    locate,
    requestId,
    from,
    keep,
    fail,
    query: {},
    params: validate(operation.params, params),
    body: validate(operation.body, item.body),
    // A space stands in no sender's key, so no key of a single request is one of these.
    sending: { key: `${call.sending.key} ${index}`, bodyHash: hashOf(JSON.stringify(item)) },
  });
}

function resultOf(index: number, lodged: Lodged, call: Call<Operation>): BulkResult {
  switch (lodged.state) {
    case 'decided':
      return { index, status: 201, receipt: lodged.receipt };
    case 'lodged':
      return { index, status: 202, lodged: { state: 'lodged', commandId: lodged.commandId, lodgedMs: lodged.lodgedMs } };
    case 'refused':
      return refusal(index, lodged.problem, call, lodged.commandId);
  }
}

function refusal(index: number, found: Problem, { language, requestId }: Call<Operation>, command?: string): BulkResult {
  const body = problemBody(found, language, command === undefined ? { requestId } : { requestId: command, command });
  return { index, status: body.status, problem: body };
}
