import type { Dondoc } from '../../client/dondoc.js';
import { type operations, UPLOADS } from '../../contract/http-api.js';
import type { Actor } from '../../domain/access.js';
import { isProblem, type Problem, ProblemError, problem } from '../../domain/problem.js';
import type { ReportForm } from '../../domain/report.js';
import type { DocumentReader } from '../../documents/reader.js';
import type { FilledForm, FormOf } from '../../documents/report-form.js';
import { type ReadForm, readReportForm } from '../../documents/report-form-read.js';
import { writeReportForm } from '../../documents/report-form-xlsx.js';
import { periodText } from '../../i18n/format.js';
import { told } from '../problem.js';
import type { Call, Handlers } from '../serve.js';
import { nameFor } from './papers.js';

type FormOperations = Pick<typeof operations.papers, 'form' | 'importForm' | 'annotateForm'>;

/** Problems of one file told at most; the rest are counted. */
const MOST_TOLD = 100;

/** Reports as forms: out to be filled in, back as the draft or with every wrong cell named. */
export function formHandlers({ papers, reports }: Dondoc, documents: DocumentReader | undefined): Handlers<FormOperations> {
  const filledOf = async (actor: Actor, params: FormOf, acting = false): Promise<{ filled: FilledForm; name: string }> => {
    const facts = await papers.form(actor, params, acting);
    const { report, office } = facts;
    const { plan, unit, item, period } = report.duty;
    const body = report.draft?.body ?? report.versions.at(-1)?.body;
    const filled: FilledForm = {
      title: report.duty.title,
      unitName: office.name,
      periodName: periodText(period, 'vi'),
      of: { plan, unit: unit.code, item, period },
      form: report.form as ReportForm,
      ...(body && { body }),
      ...(report.previous && { previous: report.previous }),
    };
    return { filled, name: nameFor(facts, 'mau-bao-cao', unit.code, item, period) };
  };
  const readBack = async ({ actor, params, file }: Call<FormOperations['importForm' | 'annotateForm']>) => {
    const { filled, name } = await filledOf(actor, params, true);
    if (!documents) throw new ProblemError(problem('UNAVAILABLE'));
    const workbook = await documents.readXlsx(file.bytes);
    if (isProblem(workbook)) throw new ProblemError(workbook);
    return { filled, name, read: readReportForm(workbook, filled.of, filled.form) };
  };
  return {
    form: async ({ actor, params }) => {
      const { filled, name } = await filledOf(actor, params);
      return { name: `${name}.xlsx`, type: UPLOADS.xlsx, bytes: await writeReportForm(filled) };
    },
    importForm: async (call) => {
      const { read } = await readBack(call);
      refuse(read);
      const { revision } = await reports.draft(call.actor, call.params, read.body, call.ifMatch);
      return { revision, figures: read.body.figures, narrative: read.body.narrative };
    },
    annotateForm: async (call) => {
      const { filled, name, read } = await readBack(call);
      const faults = read.problems.flatMap((one) =>
        one.path === undefined ? [] : [{ cell: one.path, sentence: told(one, call.language).detail }],
      );
      return { name: `${name}-loi.xlsx`, type: UPLOADS.xlsx, bytes: await writeReportForm(filled, read.values, faults) };
    },
  };
}

function refuse({ problems }: ReadForm): void {
  if (problems.length === 0) return;
  const listed: Problem[] = problems.slice(0, MOST_TOLD);
  const data = { count: problems.length, more: problems.length - listed.length };
  throw new ProblemError({ ...problem('REPORT_FORM_INVALID', data), problems: listed });
}
