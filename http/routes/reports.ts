import type { Dondoc, ReportView, Sending } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import { told } from '../problem.js';
import type { Handlers } from '../serve.js';

export function reportHandlers({ reports }: Dondoc): Handlers<typeof operations.reports> {
  return {
    get: async ({ actor, params }) => {
      const view = await reports.get(actor, params);
      return { ...view, revision: revisionOf(view) };
    },
    getDraft: async ({ actor, params }) => {
      const { form, draft, previous } = await reports.get(actor, params);
      return { form, unmapped: [], ...draft, ...(previous && { previous }) };
    },
    saveDraft: async ({ actor, params, body, ifMatch, language }) => {
      const { revision, problems } = await reports.draft(actor, params, body, ifMatch);
      return { revision, problems: problems.map((one) => told(one, language)) };
    },
    submit: ({ actor, params, body, sending }) => reports.submit(actor, params, body, ofDuty(sending)),
    nil: ({ actor, params, body, sending }) => reports.nil(actor, params, body.reason, body.lateReason, ofDuty(sending)),
    giveBack: ({ actor, params, body, sending }) => reports.giveBack(actor, params, body, ofDuty(sending)),
    undo: ({ actor, params, body, sending }) => reports.undo(actor, params, body.reason, ofDuty(sending)),
    accept: ({ actor, params, body, sending }) => reports.accept(actor, params, body?.note, ofDuty(sending)),
  };
}

/** A report changes with its duty and with its draft: its revision is that of both. Acts on it go by the duty's. */
function revisionOf({ duty, draft }: ReportView): string {
  return draft ? `${duty.revision}+${draft.revision}` : duty.revision;
}

function ofDuty(sending: Sending): Sending {
  return sending.ifMatch === undefined ? sending : { ...sending, ifMatch: sending.ifMatch.split('+', 1)[0]! };
}
