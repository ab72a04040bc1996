import type { Dondoc } from '../../client/dondoc.js';
import type { OnAttachment } from '../../client/dondoc-attachments.js';
import type { FileAnswer, operations } from '../../contract/http-api.js';
import { shownFileName } from '../../domain/file-name.js';
import { isProblem, ProblemError, problem } from '../../domain/problem.js';
import type { DocumentReader } from '../../documents/reader.js';
import { typeOfKind } from '../file-type.js';
import type { Call, Handlers } from '../serve.js';

type Operations = typeof operations.attachments;

/** Files with duties and plans: looked into by a process of their own before they are kept. */
export function attachmentHandlers({ attachments }: Dondoc, documents: DocumentReader | undefined): Handlers<Operations> {
  const add = async ({ actor, file, once }: Call<Operations['add' | 'addToPlan']>, on: OnAttachment) => {
    const { bytes } = file;
    await attachments.admit(actor, on, bytes.length);
    if (file.name === undefined) throw new ProblemError(problem('FILE_MISSING'));
    if (!documents) throw new ProblemError(problem('UNAVAILABLE'));
    const name = shownFileName(file.name);
    const kind = await documents.checkEvidence(bytes, name);
    if (isProblem(kind)) throw new ProblemError(kind);
    return attachments.add(actor, on, { name, kind, bytes }, once);
  };
  return {
    add: (call) => add(call, call.params),
    list: async ({ actor, params }) => ({ items: await attachments.list(actor, params) }),
    file: async ({ actor, params: { file, ...on } }) => answerOf(await attachments.file(actor, on, file)),
    addToPlan: (call) => add(call, call.params),
    listOfPlan: async ({ actor, params }) => ({ items: await attachments.list(actor, params) }),
    fileOfPlan: async ({ actor, params: { file, ...on } }) => answerOf(await attachments.file(actor, on, file)),
  };
}

function answerOf({ name, kind, bytes }: { name: string; kind: string; bytes: Uint8Array }): FileAnswer {
  return { name, type: typeOfKind(kind), bytes };
}
