import type { Day } from '../../domain/day.js';
import type { FigureField } from '../../domain/plan.js';
import { figureIn, type ReportBody, type ReportForm, textIn } from '../../domain/report.js';
import { numberText, periodText } from '../../i18n/format.js';
import type { Paper, PaperPart, PaperTable } from '../paper.js';
import { type CitedPlan, planCited } from './late.js';
import { inner } from './phrase.js';
import { filed, headBy, type Office, signedBy } from './office.js';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** Numbers headings of the first level as a paper does. */
export function heading(n: number, title: string): PaperPart {
  return { kind: 'heading', level: 1, text: `${ROMAN[n] ?? n + 1}- ${title.toUpperCase()}` };
}

/** A figure as a cell shows it; what is missing is a gap, which is not zero. */
export function figureText(value: number | null | undefined, decimals = 2): string {
  return value === null || value === undefined ? '' : numberText(value, 'vi', decimals);
}

/** A report as it was handed in. */
export interface HandedIn {
  title: string;
  period: string;
  form: ReportForm;
  body: ReportBody;
  nil: boolean;
  previous?: ReportBody;
  lodgedOn: Day;
  /** Who receives it. */
  receiver: string;
}

/** The report of a body: its figures beside those of the period before, then what it writes under each heading of the form. */
export function reportPaper(plan: CitedPlan, issuer: string, office: Office, report: HandedIn): Paper {
  const { title, period, form, body, nil, lodgedOn, receiver, previous } = report;
  const when = periodText(period, 'vi');
  const sections = form.narrative.filter(({ id }) => textIn(body, id).trim() !== '');
  const first = form.figures.length > 0 && !nil ? 1 : 0;
  return {
    ...headBy(office, 'BC'),
    date: lodgedOn,
    type: 'Báo cáo',
    subject: `${inner(title)}${when === '' || title.includes(when) ? '' : ` (${when})`}`,
    parts: [
      { kind: 'text', text: `Thực hiện ${planCited(plan, issuer)}, ${office.name} báo cáo như sau:` },
      ...(nil ? [{ kind: 'text', text: `Trong kỳ không phát sinh. ${body.nilReason ?? ''}`.trim() } as const] : []),
      ...(first === 1 ? [heading(0, 'Số liệu'), { kind: 'table', table: figureTable(form.figures, body, previous) } as const] : []),
      ...sections.flatMap(({ id, label }, n): PaperPart[] => [heading(n + first, label), { kind: 'text', text: textIn(body, id) }]),
      ...(body.lateReason?.trim() ? [{ kind: 'text', text: `Lý do gửi sau hạn: ${body.lateReason.trim()}`, italic: true } as const] : []),
    ],
    recipients: [`${receiver} (b/c)`, filed(office.name)],
    signature: signedBy(office),
  };
}

function figureTable(figures: readonly FigureField[], body: ReportBody, previous: ReportBody | undefined): PaperTable {
  return {
    columns: [
      { title: 'STT', share: 8, align: 'center' },
      { title: 'Nội dung', share: 50 },
      { title: 'Đơn vị tính', share: 16, align: 'center' },
      { title: 'Kỳ này', share: 14, align: 'right' },
      ...(previous ? [{ title: 'Kỳ trước', share: 14, align: 'right' as const }] : []),
    ],
    rows: figures.map(({ id, label, unit }, n) => ({
      cells: [String(n + 1), label, unit, figureText(figureIn(body, id)), ...(previous ? [figureText(figureIn(previous, id))] : [])],
    })),
  };
}
