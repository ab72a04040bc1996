import { bodiesIn } from './bodies.js';
import { deadlineIn, NO_DEADLINE } from './deadlines.js';
import type { Deadline, TargetRead } from './draft.js';
import { type Frame, range } from './frame.js';
import { isBlank } from './lines.js';
import { evidenceOf, type Source, type Span, tidy, valueOf } from './source.js';
import { targetsIn } from './targets.js';
import type { PlacedTask } from './tasks.js';

type Column = 'order' | 'task' | 'target' | 'lead' | 'doer' | 'coordinator' | 'time' | 'product' | 'tracker' | 'other';

const COLUMNS: readonly [Column, RegExp][] = [
  ['order', /^(?:stt|tt|số tt|số thứ tự|thứ tự)$/iu],
  ['target', /^(?:(?:tên )?(?:các )?chỉ tiêu|mục tiêu|nội dung chỉ tiêu)(?: .{0,40})?$/iu],
  ['coordinator', /phối hợp/iu],
  ['lead', /chủ trì|đầu mối/iu],
  [
    'doer',
    /(?:cơ quan|đơn vị|tổ chức|người|bộ phận|cá nhân|chủ thể)[^|]{0,30}(?:thực hiện|phụ trách|tham mưu|chịu trách nhiệm)|phân công|trách nhiệm|^(?:thực hiện|phụ trách)$/iu,
  ],
  ['time', /thời (?:gian|hạn|điểm)|tiến độ|hoàn thành|lộ trình/iu],
  ['product', /sản phẩm|kết quả|đầu ra/iu],
  ['task', /nhiệm vụ|nội dung|công việc|hoạt động|giải pháp/iu],
];

interface Header {
  columns: Column[];
  /** Whether it says who does what: a table of tasks. */
  tasks: boolean;
  targets: boolean;
}

/** Tasks and aims in the tables of a paper: rows under a header that names what, who and when. */
export function tablesIn(source: Source, frame: Frame, year: number | undefined): { tasks: PlacedTask[]; targets: TargetRead[] } {
  const tasks: PlacedTask[] = [];
  const targets: TargetRead[] = [];
  let header: Header | undefined;
  let day: Deadline | undefined;
  for (const at of [...range(frame.body.from, frame.body.to), ...range(frame.after.from, frame.after.to)]) {
    const line = frame.lines[at]!;
    if (isBlank(line)) continue;
    if (!line.row) {
      const words = source.plain.slice(line.start, line.end);
      // A heading with a day above a table is the day of its rows.
      const heads = words.length < 90 && /^[*_ -]*(?:ngày|thứ|buổi|sáng|chiều)(?![\p{L}])/iu.test(words);
      const dated = heads ? deadlineIn(source, line, year, true)?.deadline : undefined;
      if (dated?.kind === 'date') day = dated;
      if (words.length > 160 || (header && /^(?:[IVX]+[.-] )?[\p{Lu} ,]{12,}$/u.test(words) && !/^[IVX\d]+[.-]/u.test(words)))
        header = undefined;
      continue;
    }
    const named = headerOf(source, line.cells);
    if (named) {
      header = named;
      continue;
    }
    if (!header) continue;
    const row = aligned(source, line.cells, header);
    if (!row) continue;
    if (header.tasks) tasks.push(...taskOf(source, row, header, year, day));
    else if (header.targets) targets.push(...aimsOf(source, row, header));
  }
  return { tasks, targets };
}

function headerOf(source: Source, cells: readonly Span[]): Header | undefined {
  const columns = cells.map((cell): Column => {
    const words = source.plain.slice(cell.start, cell.end).replace(/[*_]/gu, '').trim();
    if (words.length > 70) return 'other';
    return COLUMNS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
  });
  const has = (...names: Column[]) => names.some((name) => columns.includes(name));
  const words = cells.map((cell) => cell.end - cell.start);
  if (columns.filter((column) => column !== 'other').length < 2 || Math.max(...words) > 90) return undefined;
  const tasks = has('task') && has('lead', 'doer', 'time', 'coordinator');
  const targets = has('target') && !tasks;
  return tasks || targets || has('order') ? { columns, tasks, targets } : undefined;
}

/** The cells of a row in their columns: a row may carry an empty cell before, where cells were merged. */
function aligned(source: Source, cells: readonly Span[], header: Header): Span[] | undefined {
  const words = (cell: Span | undefined) => (cell === undefined ? '' : source.plain.slice(cell.start, cell.end).trim());
  if (cells.every((cell) => /^\(?\d{0,2}\)?$/u.test(words(cell)))) return undefined;
  const filled = cells.filter((cell) => words(cell) !== '');
  // `I | HEADING` or one cell alone: a heading within the table.
  if (filled.length < 2 || (filled.length === 2 && /^(?:[IVX]+|[A-Z])\.?$/u.test(words(filled[0])))) return undefined;
  const orderAt = header.columns.indexOf('order');
  const shifted =
    orderAt === 0 && words(cells[0]) === '' && /^\d{1,3}\.?$/u.test(words(cells[1])) && cells.length > header.columns.length - 1;
  return shifted ? cells.slice(1) : [...cells];
}

function cellOf(source: Source, row: readonly Span[], header: Header, column: Column): Span | undefined {
  const cell = row[header.columns.indexOf(column)];
  return header.columns.includes(column) && cell && cell.end > cell.start && /[\p{L}\d]/u.test(source.plain.slice(cell.start, cell.end))
    ? cell
    : undefined;
}

function taskOf(source: Source, row: readonly Span[], header: Header, year: number | undefined, day: Deadline | undefined): PlacedTask[] {
  const content = cellOf(source, row, header, 'task');
  if (!content || content.end - content.start < 5 || !/\p{Ll}/u.test(source.plain.slice(content.start, content.end))) return [];
  const leadCell = cellOf(source, row, header, 'lead') ?? cellOf(source, row, header, 'doer');
  const joined = cellOf(source, row, header, 'coordinator');
  const when = cellOf(source, row, header, 'time');
  const order = cellOf(source, row, header, 'order');
  const product = cellOf(source, row, header, 'product');
  const deadline = deadlineOf(source, when, year, day);
  return [
    {
      id: '',
      content: valueOf(source, content),
      lead: leadCell ? bodiesIn(source, leadCell) : [],
      coordinators: joined ? bodiesIn(source, joined) : [],
      deadline,
      ...(order && { ordinal: valueOf(source, order).replace(/\.$/u, '') }),
      ...(product && { product: valueOf(source, product) }),
      evidence: evidenceOf(source, content, 'task.row', leadCell ? 0.95 : 0.7),
      path: [],
    },
  ];
}

function deadlineOf(source: Source, when: Span | undefined, year: number | undefined, day: Deadline | undefined): Deadline {
  if (!when) return day ?? NO_DEADLINE;
  const words = source.plain.slice(when.start, when.end);
  const clock = /^(\d{1,2})(?:h|g|:| giờ)(\d{2})?(?: ?- ?(\d{1,2})(?:h|g|:| giờ)(\d{2})?)?/iu.exec(words);
  if (clock && day?.iso !== undefined) {
    const [hour, minute] = clock[3] === undefined ? [clock[1]!, clock[2]] : [clock[3], clock[4]];
    return {
      kind: 'datetime',
      iso: `${day.iso}T${hour.padStart(2, '0')}:${minute ?? '00'}+07:00`,
      rule: `${tidy(words)}, ${day.rule ?? ''}`.toLowerCase(),
      evidence: evidenceOf(source, when, 'deadline.clock', 0.8),
    };
  }
  return deadlineIn(source, when, year, true)?.deadline ?? NO_DEADLINE;
}

function aimsOf(source: Source, row: readonly Span[], header: Header): TargetRead[] {
  const aim = cellOf(source, row, header, 'target');
  if (!aim) return [];
  const tracker = cellOf(source, row, header, 'lead') ?? cellOf(source, row, header, 'doer');
  return targetsIn(source, aim, { goal: true, ...(tracker && { tracker: valueOf(source, tracker) }) });
}
