import { dayText, numberText, periodText } from '../../i18n/format.js';
import { isDay } from '../../domain/day.js';
import { isWordKey } from '../../i18n/render.js';
import type { Cli } from '../cli.js';
import { dayOfText } from '../instant.js';
import { codeText } from './states.js';

/** What an event says, with the figures and days it carries. */
export function eventText(cli: Cli, type: string, data: Record<string, unknown>): string {
  const key = `cli.event.${type}`;
  const said = isWordKey(key) ? cli.word(key) : type;
  const details = [...pointDetails(cli, type, data), ...figureDetails(cli, data)];
  return details.length === 0 ? said : `${said} (${details.join(', ')})`;
}

function pointDetails(cli: Cli, type: string, data: Record<string, unknown>): string[] {
  const details: string[] = [];
  const { n, rung, repair, point } = data;
  if (typeof rung === 'string') details.push(codeText(cli, 'rung', rung));
  if (typeof point === 'string') details.push(codeText(cli, 'point', point));
  if (typeof n === 'number' && n !== 0) {
    if (type === 'reminded' || type === 'superseded') details.push(n < 0 ? `T−${-n}` : `T+${n}`);
    else if (type === 'escalated' || type === 'urged')
      details.push(cli.word(type === 'urged' ? 'cli.detail.times' : 'cli.detail.workingDays', { n }));
  }
  if (repair === true) details.push(cli.word('cli.detail.repair'));
  return details;
}

function figureDetails(
  cli: Cli,
  { late, version, percent, value, share, shiftDays, coverage, nil, repairDueMs, decision, revision }: Record<string, unknown>,
): string[] {
  const number = (given: number) => numberText(given, cli.language, 2);
  const details: string[] = [];
  if (typeof version === 'number') details.push(cli.word('cli.detail.version', { n: version }));
  if (nil === true) details.push(cli.word('cli.state.nil'));
  if (late === true) details.push(cli.word('cli.detail.late'));
  if (typeof percent === 'number') details.push(`${number(percent)} %`);
  if (typeof value === 'number') details.push(number(value));
  if (typeof share === 'number') details.push(cli.word('cli.detail.share', { share: number(share * 100) }));
  if (typeof shiftDays === 'number') details.push(cli.word('cli.detail.shift', { n: shiftDays }));
  if (typeof repairDueMs === 'number') details.push(cli.word('cli.detail.repairDue', { day: dayOfText(repairDueMs, cli.language) }));
  if (decision === 'review' || decision === 'dismiss') details.push(cli.word(`cli.detail.${decision}`));
  if (typeof revision === 'number') details.push(cli.word('cli.detail.revision', { n: revision }));
  if (typeof coverage === 'object' && coverage !== null && 'expected' in coverage && 'delivered' in coverage)
    details.push(`${String(coverage.delivered)}/${String(coverage.expected)}`);
  return details;
}

/** A reason for a date in words: days as days, everything else as it stands. */
export function whyText(cli: Cli, { code, data }: { code: string; data: Record<string, string | number> }): string {
  const key = `why.${code}`;
  if (!isWordKey(key)) return code;
  const shown = Object.entries(data).map(([name, value]) => {
    if (isDay(value)) return [name, dayText(value, cli.language)];
    if (name === 'period') return [name, periodText(String(value), cli.language)];
    return [name, value];
  });
  return cli.word(key, Object.fromEntries(shown) as Record<string, string | number>);
}
