import type { Figures } from './dondoc.js';

const COLUMNS: [title: string, value: (figures: Figures, floor?: Figures) => string][] = [
  ['design', ({ design }) => design],
  ['N', ({ recipients }) => String(recipients)],
  ['clients', ({ clients }) => String(clients)],
  ['commands/s', ({ perSecond }) => perSecond.toFixed(0)],
  ['× floor', ({ perSecond }, floor) => (floor ? (perSecond / floor.perSecond).toFixed(2) : '')],
  ['p50 ms', ({ p50 }) => p50.toFixed(1)],
  ['p99 ms', ({ p99 }) => p99.toFixed(1)],
  ['longest', ({ longest }) => longest.toFixed(0)],
  ['CPU ms/rcpt', ({ cpuMsPerRecipient }) => cpuMsPerRecipient.toFixed(2)],
  ['events/rcpt', ({ eventsPerRecipient }) => eventsPerRecipient?.toFixed(3) ?? ''],
  ['bytes/rcpt', ({ historyBytesPerRecipient }) => historyBytesPerRecipient?.toFixed(0) ?? ''],
  ['actions/rcpt', ({ actionsPerRecipient }) => actionsPerRecipient?.toFixed(3) ?? ''],
  ['rebuild ms', ({ rebuildMs }) => rebuildMs?.toFixed(0) ?? ''],
];

/** The figures as a table; each row's ratio is to the floor of the same size and clients in this run. */
export function table(all: Figures[]): string {
  const floorOf = ({ recipients, clients }: Figures) =>
    all.find((one) => one.design.startsWith('floor') && one.recipients === recipients && one.clients === clients);
  const rows = [COLUMNS.map(([title]) => title), ...all.map((figures) => COLUMNS.map(([, value]) => value(figures, floorOf(figures))))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return `${rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')).join('\n')}\n`;
}
