import type { Consolidated } from '../../domain/consolidation.js';
import type { Day } from '../../domain/day.js';
import type { ReportForm } from '../../domain/report.js';
import { numberText, periodText } from '../../i18n/format.js';
import type { Paper, PaperPart, PaperTable } from '../paper.js';
import type { NameOf } from './bodies.js';
import { type CitedPlan, planCited } from './late.js';
import { filed, headBy, type Office, signedBy } from './office.js';
import { inner } from './phrase.js';
import { figureText, heading } from './report.js';

/** What was collected of one report and period. `revision` 0 is live: not closed yet. */
export interface Collected {
  title: string;
  period: string;
  revision: number;
  form: ReportForm;
  consolidated: Consolidated;
}

/** A consolidated report: who has reported and who has not, totals, texts with whose they are, and as an appendix the figures of each body. */
export function consolidatedPaper(plan: CitedPlan, office: Office, collected: Collected, nameOf: NameOf, today: Day): Paper {
  const { title, period, form, consolidated, revision } = collected;
  const when = periodText(period, 'vi');
  const texts = form.narrative.filter(({ id }) => (consolidated.narrative[id] ?? []).length > 0);
  return {
    ...headBy(office, 'BC'),
    month: today.slice(0, 7),
    type: 'Báo cáo',
    subject: `tổng hợp ${inner(title)}${when === '' || title.includes(when) ? '' : ` (${when})`}`,
    parts: [
      { kind: 'text', text: `Thực hiện ${planCited(plan, office.name)}, ${office.name} tổng hợp báo cáo của các đơn vị như sau:` },
      ...(revision === 0 ? [{ kind: 'text', text: 'Số liệu tạm tính, chưa đến ngày chốt.', italic: true } as const] : []),
      heading(0, 'Tình hình gửi báo cáo'),
      ...coverageParts(consolidated, nameOf),
      heading(1, 'Số liệu tổng hợp'),
      { kind: 'table', table: totalsTable(form, consolidated) },
      ...texts.flatMap(({ id, label }, n): PaperPart[] => [
        heading(n + 2, label),
        ...consolidated.narrative[id]!.map(({ unit, text }): PaperPart => ({ kind: 'dash', text: `${nameOf(unit)}: ${text}` })),
      ]),
    ],
    recipients: ['Ban Thường vụ (b/c)', 'Các đơn vị báo cáo', filed(office.name)],
    signature: signedBy(office),
    appendices: [
      {
        title: `Số liệu của từng đơn vị${when === '' ? '' : `, ${when}`}`,
        tie: `(kèm theo Báo cáo số       -BC/${office.code ?? '……'} của ${office.name})`,
        parts: [{ kind: 'table', table: unitsTable(form, consolidated, nameOf) }],
        landscape: form.figures.length > 4,
      },
    ],
  };
}

function coverageParts({ coverage, missing, nilUnits }: Consolidated, nameOf: NameOf): PaperPart[] {
  const { expected, delivered } = coverage;
  return [
    { kind: 'text', text: `Có ${delivered}/${expected} đơn vị đã gửi báo cáo được chấp nhận.` },
    ...(missing.length > 0
      ? [{ kind: 'dash', text: `Chưa gửi hoặc chưa được chấp nhận (${missing.length}): ${missing.map(nameOf).join('; ')}.` } as const]
      : []),
    ...(nilUnits.length > 0
      ? [{ kind: 'dash', text: `Báo cáo không phát sinh (${nilUnits.length}): ${nilUnits.map(nameOf).join('; ')}.` } as const]
      : []),
  ];
}

const ROLLUPS = { sum: 'Cộng', last: 'Số cuối kỳ', average: 'Bình quân', ratio: 'Tỷ lệ', countUnits: 'Số đơn vị' } as const;

function totalsTable({ figures }: ReportForm, { figures: totals }: Consolidated): PaperTable {
  return {
    columns: [
      { title: 'STT', share: 8, align: 'center' },
      { title: 'Nội dung', share: 48 },
      { title: 'Đơn vị tính', share: 15, align: 'center' },
      { title: 'Cách tính', share: 15, align: 'center' },
      { title: 'Kết quả', share: 15, align: 'right' },
    ],
    rows: figures.map(({ id, label, unit, rollup }, n) => {
      const total = totals[id];
      const parts =
        total?.numerator === undefined ? '' : ` (${numberText(total.numerator, 'vi', 2)}/${numberText(total.denominator ?? 0, 'vi', 2)})`;
      return {
        cells: [String(n + 1), label, rollup === 'countUnits' ? 'đơn vị' : unit, ROLLUPS[rollup], figureText(total?.value) + parts],
      };
    }),
  };
}

/** Bodies down, figures across; those that are missing stand there with gaps, and the last row is the total. */
export function unitsTable({ figures }: ReportForm, { figures: totals, missing, nilUnits }: Consolidated, nameOf: NameOf): PaperTable {
  const given = [...new Set(Object.values(totals).flatMap(({ sources }) => sources.map(({ unit }) => unit)))].filter(
    (unit) => !missing.includes(unit),
  );
  const valueOf = (unit: string, field: string) => totals[field]?.sources.find((source) => source.unit === unit)?.value;
  const note = (unit: string) => (nilUnits.includes(unit) ? 'không phát sinh' : missing.includes(unit) ? 'chưa báo cáo' : '');
  return {
    columns: [
      { title: 'STT', share: 9, align: 'center' },
      { title: 'Đơn vị', share: 30 },
      ...figures.map(({ label, unit }) => ({ title: `${label} (${unit})`, share: 16, align: 'right' as const })),
      { title: 'Ghi chú', share: 16 },
    ],
    rows: [
      ...[...given, ...missing].map((unit, n) => ({
        cells: [String(n + 1), nameOf(unit), ...figures.map(({ id }) => figureText(valueOf(unit, id))), note(unit)],
      })),
      { bold: true, cells: ['', 'Tổng hợp', ...figures.map(({ id }) => figureText(totals[id]?.value)), ''] },
    ],
  };
}
