import type { Day } from '../../domain/day.js';
import { dayText } from '../../i18n/format.js';
import type { Paper, PaperPart } from '../paper.js';
import { type CitedPlan, type LateDuty, lateTable, planCited, whatOf } from './late.js';
import { filed, headBy, type Office, signedBy } from './office.js';
import { onDay } from './phrase.js';

/** What a letter of urging (công văn đôn đốc) asks besides what is owed: a new day, the text of who urges, who takes the answer. */
export interface UrgingAsked {
  deadline?: Day;
  text?: string;
  receiver?: string;
}

/** Most bodies that a letter names one by one; more go into its appendix. */
const MOST_ADDRESSED = 10;

/**
 * A letter that urges the bodies that are late: the plan that made the duty, its old deadline, what has not come, the new deadline and the
 * receiver. One body has its duties in the letter itself; several have theirs in the appendix.
 */
export function urgingLetter(plan: CitedPlan, office: Office, late: readonly LateDuty[], today: Day, asked: UrgingAsked = {}): Paper {
  const units = [...new Set(late.map(({ unit }) => unit))];
  const single = units.length === 1;
  const numbered = Math.max(0, ...late.map(({ urged }) => urged)) + 1;
  return {
    ...headBy(office, 'CV'),
    month: today.slice(0, 7),
    subject: `đôn đốc thực hiện ${planCited(plan, office.name, false)}${numbered > 1 ? ` (lần ${numbered})` : ''}`,
    addressees: units.length > MOST_ADDRESSED ? ['Các đơn vị có tên trong Phụ lục kèm theo'] : units,
    parts: [
      {
        kind: 'text',
        text: `Thực hiện ${planCited(plan, office.name)}, ${office.name} đã giao các đơn vị thực hiện nhiệm vụ, báo cáo theo thời hạn.`,
      },
      ...(single ? owedBy(late, today) : owedByMany(units.length, late.length, today)),
      ...(asked.text === undefined ? [] : [{ kind: 'text', text: asked.text } as const]),
      { kind: 'text', text: request(office, asked, single) },
      {
        kind: 'text',
        text: 'Việc chấp hành thời hạn là một căn cứ khi kiểm điểm, đánh giá tập thể và người đứng đầu. Trường hợp có khó khăn, vướng mắc, đề nghị báo cáo rõ nguyên nhân và thời gian hoàn thành.',
      },
    ],
    recipients: ['Ban Thường vụ (b/c)', filed(office.name)],
    signature: signedBy(office),
    ...(!single && {
      appendices: [
        {
          title: 'Danh sách đơn vị chưa hoàn thành',
          tie: `(kèm theo Công văn số       -CV/${office.code ?? '……'}, ngày    /${monthAndYear(today)} của ${office.name})`,
          parts: [{ kind: 'table', table: lateTable(late) } as const],
        },
      ],
    }),
  };
}

function owedBy(late: readonly LateDuty[], today: Day): PaperPart[] {
  return [
    { kind: 'text', text: `Đến hết ${onDay(today)}, đơn vị chưa hoàn thành:` },
    ...late.map((duty): PaperPart => ({
      kind: 'dash',
      text: `${whatOf(duty)}: thời hạn ${dayText(duty.dueDay, 'vi')}, quá hạn ${duty.overdueDays} ngày.`,
    })),
  ];
}

function owedByMany(units: number, duties: number, today: Day): PaperPart[] {
  return [
    {
      kind: 'text',
      text: `Đến hết ${onDay(today)}, còn ${units} đơn vị với ${duties} nội dung đã quá hạn mà chưa hoàn thành (danh sách tại Phụ lục kèm theo).`,
    },
  ];
}

function request({ name }: Office, { deadline, receiver }: UrgingAsked, single: boolean): string {
  const until = deadline === undefined ? 'ngày      tháng      năm         ' : onDay(deadline);
  const through = receiver === undefined || receiver === name ? '' : ` (qua ${receiver})`;
  return `${name} đề nghị ${single ? 'đơn vị' : 'các đơn vị có tên nêu trên'} khẩn trương hoàn thành và gửi kết quả về ${name}${through} trước ${until}.`;
}

function monthAndYear(day: Day): string {
  const [year, month] = day.split('-');
  return `${month}/${year}`;
}
