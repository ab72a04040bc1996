import type { Day } from '../../domain/day.js';
import type { Comparator } from '../../domain/plan.js';
import { numberText, periodText } from '../../i18n/format.js';
import type { Paper, PaperPart, PaperTable } from '../paper.js';
import { type CitedPlan, planCited } from './late.js';
import { filed, headBy, type Office, signedBy } from './office.js';
import { figureText, heading } from './report.js';

/** What a plan came to, as its closing summary keeps it. */
export interface Closing {
  summary?: string;
  counts: Record<string, number>;
  targets: {
    indicator: string;
    comparator: Comparator;
    bound: number;
    boundMax?: number;
    unit: string;
    state: string;
    value: number | null;
  }[];
  reports: {
    title: string;
    period: string;
    expected: number;
    delivered: number;
    figures: { label: string; unit: string; value: number | null }[];
  }[];
}

/** States of duties in the order in which a closing summary counts them. */
const STATES: [string, string][] = [
  ['doneOnTime', 'Hoàn thành đúng hạn'],
  ['doneLate', 'Hoàn thành quá hạn'],
  ['nil', 'Báo cáo không phát sinh'],
  ['openInTime', 'Chưa hoàn thành, còn trong hạn'],
  ['openOverdue', 'Chưa hoàn thành, đã quá hạn'],
  ['waitingGuidance', 'Chờ hướng dẫn'],
  ['standing', 'Thường xuyên'],
  ['exempt', 'Được miễn'],
  ['transferred', 'Đã chuyển giao'],
  ['cancelled', 'Không còn phải làm'],
];
const SIGNS: Partial<Record<Comparator, string>> = { atLeast: '≥ ', moreThan: '> ', atMost: '≤ ', lessThan: '< ', approx: '≈ ' };
const TARGET_STATES: Record<string, string> = { met: 'Đạt', unmet: 'Chưa đạt', open: 'Chưa kết thúc', unknown: 'Chưa đủ số liệu' };

/** The closing summary (tổng kết) of a plan. */
export function closingPaper(plan: CitedPlan, office: Office, closing: Closing, today: Day): Paper {
  const { summary, targets, reports } = closing;
  const parts: PaperPart[] = [];
  let n = 0;
  const under = (title: string, ...more: PaperPart[]) => {
    parts.push(heading(n, title), ...more);
    n += 1;
  };
  under('Kết quả thực hiện nhiệm vụ', { kind: 'table', table: countsTable(closing.counts) });
  if (targets.length > 0) under('Kết quả thực hiện chỉ tiêu', { kind: 'table', table: targetsTable(targets) });
  if (reports.length > 0)
    under(
      'Số liệu tổng hợp kỳ cuối',
      ...reports.flatMap(({ title, period, expected, delivered, figures }): PaperPart[] => [
        {
          kind: 'text',
          text: `${title}${periodText(period, 'vi') === '' ? '' : `, ${periodText(period, 'vi')}`}: ${delivered}/${expected} đơn vị báo cáo.`,
        },
        ...figures.map(({ label, unit, value }): PaperPart => ({
          kind: 'dash',
          text: `${label}: ${value === null ? 'chưa có số liệu' : `${figureText(value)} ${unit}`}.`,
        })),
      ]),
    );
  if (summary !== undefined) under('Đánh giá chung', { kind: 'text', text: summary });
  return {
    ...headBy(office, 'BC'),
    month: today.slice(0, 7),
    type: 'Báo cáo',
    subject: `tổng kết thực hiện ${planCited(plan, office.name, false)}`,
    parts: [{ kind: 'text', text: `Sau thời gian thực hiện ${planCited(plan, office.name)}, kết quả như sau:` }, ...parts],
    recipients: ['Ban Thường vụ (b/c)', 'Các đơn vị thực hiện', filed(office.name)],
    signature: signedBy(office),
  };
}

function countsTable(counts: Record<string, number>): PaperTable {
  const rows = STATES.filter(([state]) => (counts[state] ?? 0) > 0).map(([state, words]) => ({
    cells: [words, numberText(counts[state]!, 'vi')],
  }));
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    columns: [
      { title: 'Tình trạng', share: 70 },
      { title: 'Số nội dung', share: 30, align: 'right' },
    ],
    rows: [...rows, { bold: true, cells: ['Tổng số', numberText(total, 'vi')] }],
  };
}

function targetsTable(targets: Closing['targets']): PaperTable {
  return {
    columns: [
      { title: 'Chỉ tiêu', share: 46 },
      { title: 'Mức giao', share: 18, align: 'right' },
      { title: 'Kết quả', share: 16, align: 'right' },
      { title: 'Đánh giá', share: 20, align: 'center' },
    ],
    rows: targets.map(({ indicator, comparator, bound, boundMax, unit, value, state }) => ({
      cells: [
        `${indicator} (${unit})`,
        `${SIGNS[comparator] ?? ''}${figureText(bound)}${boundMax === undefined ? '' : ` - ${figureText(boundMax)}`}`,
        figureText(value),
        TARGET_STATES[state] ?? state,
      ],
    })),
  };
}
