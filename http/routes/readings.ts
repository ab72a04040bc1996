import type { Dondoc } from '../../client/dondoc.js';
import type { ReadingView } from '../../client/dondoc-readings.js';
import type { operations, ReadingAnswer } from '../../contract/http-api.js';
import { writePlanInMaking } from '../../contract/plan-file.js';
import { shownFileName } from '../../domain/file-name.js';
import { isProblem, ProblemError, problem } from '../../domain/problem.js';
import type { DocumentReader } from '../../documents/reader.js';
import { type Language, render } from '../../i18n/render.js';
import { typeOfKind } from '../file-type.js';
import { told } from '../problem.js';
import type { Handlers } from '../serve.js';

/** Papers handed in to be read: opened in a process of their own before anything is kept. */
export function readingHandlers({ readings }: Dondoc, documents: DocumentReader | undefined): Handlers<typeof operations.readings> {
  return {
    handIn: async ({ actor, body, file, query, once, language }) => {
      const pasted = body?.text === undefined ? undefined : Buffer.from(body.text, 'utf8');
      const bytes = pasted ?? file.bytes;
      if (pasted === undefined && file.name === undefined) throw new ProblemError(problem('FILE_MISSING'));
      const name = pasted ? `${shownFileName(body?.name ?? '', 'van-ban')}.txt` : shownFileName(file.name ?? '');
      if (!documents) throw new ProblemError(problem('UNAVAILABLE'));
      await readings.admit(actor, bytes.length);
      const read = await documents.readPaper(bytes, name);
      if (isProblem(read)) throw new ProblemError(read);
      const old = read.warnings.find(({ code }) => code === 'TEXT_LEGACY_ENCODING');
      if (old && query.convert !== true) throw new ProblemError(old);
      return answerOf(await readings.keep(actor, { name, bytes, ...read }, once), language);
    },
    get: async ({ actor, params, language }) => answerOf(await readings.get(actor, params.reading), language),
    proposal: async ({ actor, params }) => readings.proposal(actor, params.reading),
    planFile: async ({ actor, params, body, language }) => {
      const plan = await readings.confirm(actor, params.reading, body);
      return { text: writePlanInMaking(plan, [render(language, 'reading.confirmed')]) };
    },
    file: async ({ actor, params }) => {
      const { name, kind, bytes } = await readings.file(actor, params.reading);
      return { name, type: typeOfKind(kind), bytes };
    },
  };
}

function answerOf({ warnings, ...reading }: ReadingView, language: Language): ReadingAnswer {
  return { ...reading, warnings: warnings.map((warning) => told(warning, language)) };
}
