import type { Figures } from './measure.js';

interface Column {
  title: string;
  value: (figures: Figures, floor?: Figures, hybrid?: Figures) => string;
}

const number = (digits: number, of: (figures: Figures) => number | undefined) => (figures: Figures) => of(figures)?.toFixed(digits) ?? '';

const FIRST: Column[] = [
  { title: 'design', value: ({ design }) => design },
  { title: 'N', value: ({ recipients }) => String(recipients) },
  { title: 'clients', value: ({ clients }) => String(clients) },
];

/** What a sender meets, and what it costs. */
const SPEED: Column[] = [
  ...FIRST,
  { title: 'commands/s', value: number(0, ({ perSecond }) => perSecond) },
  { title: '× floor', value: ({ perSecond }, floor) => (floor ? (perSecond / floor.perSecond).toFixed(2) : '') },
  { title: 'p50 ms', value: number(1, ({ p50 }) => p50) },
  { title: 'p99 ms', value: number(1, ({ p99 }) => p99) },
  { title: 'p99 × floor', value: ({ p99 }, floor) => (floor ? (p99 / floor.p99).toFixed(1) : '') },
  { title: 'longest', value: number(0, ({ longest }) => longest) },
  { title: 'CPU ms/rcpt', value: number(2, ({ cpuMsPerRecipient }) => cpuMsPerRecipient) },
  {
    title: '× hybrid',
    value: ({ cpuMsPerRecipient }, _, hybrid) => (hybrid ? (cpuMsPerRecipient / hybrid.cpuMsPerRecipient).toFixed(2) : ''),
  },
  { title: 'node', value: number(2, ({ nodeMsPerRecipient }) => nodeMsPerRecipient) },
  { title: 'temporal', value: number(2, ({ temporalMsPerRecipient }) => temporalMsPerRecipient) },
  { title: 'postgres', value: number(2, ({ postgresMsPerRecipient }) => postgresMsPerRecipient) },
  { title: 'RSS MB', value: number(0, ({ rssMb }) => rssMb) },
];

/** What stays, and where the time of a batch goes. */
const COST: Column[] = [
  ...FIRST,
  { title: 'events/rcpt', value: number(3, ({ eventsPerRecipient }) => eventsPerRecipient) },
  { title: 'history B/rcpt', value: number(0, ({ historyBytesPerRecipient }) => historyBytesPerRecipient) },
  { title: 'actions/rcpt', value: number(3, ({ actionsPerRecipient }) => actionsPerRecipient) },
  { title: 'kept B/rcpt', value: number(0, ({ keptBytesPerRecipient }) => keptBytesPerRecipient) },
  { title: 'rebuild ms', value: number(0, ({ rebuildMs }) => rebuildMs) },
  { title: 'batch', value: number(0, ({ batch }) => batch) },
  { title: 'claim ms', value: number(1, ({ claimMs }) => claimMs) },
  { title: 'update ms', value: number(1, ({ updateMs }) => updateMs) },
  { title: 'record ms', value: number(1, ({ recordMs }) => recordMs) },
  { title: 'gather ms', value: number(1, ({ gatherMs }) => gatherMs) },
];

/** The figures as two tables; ratios of a row are to the floor and the hybrid of the same size and clients in this run. */
export function tables(all: Figures[]): string {
  const ours = all.filter(({ batch }) => batch !== undefined);
  return `${table(SPEED, all, all)}\n${ours.length > 0 ? `\n${table(COST, ours, all)}\n` : ''}`;
}

function table(columns: Column[], rows: Figures[], all: Figures[]): string {
  const like = ({ recipients, clients }: Figures, design: string) =>
    all.find((one) => one.design.startsWith(design) && one.recipients === recipients && one.clients === clients);
  const cells = rows.map((row) => columns.map(({ value }) => value(row, like(row, 'floor'), like(row, 'hybrid'))));
  const lines = [columns.map(({ title }) => title), ...cells];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
