import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { calendarYear, dayOffReason } from '../../domain/calendar.js';
import { addDays, addMonths, type Day, dayNumber, dayOf, daysBetween, monthOf, startOfDayMs, yearOf } from '../../domain/day.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words.js';

export type MarkShape = 'due' | 'period' | 'reminder' | 'urging' | 'event';

/** One mark of a lane. `ahead`: it is still to come, and drawn hollow. `label` stands beside it where there is room. */
export interface Mark {
  atMs: number;
  shape: MarkShape;
  ahead: boolean;
  title: string;
  label?: string | undefined;
  bad?: boolean;
}

export interface ChartLane {
  id: string;
  name: string;
  tone?: 'over' | 'wait';
  marks: Mark[];
  /** A lane without dates: a dashed line with its words. */
  open?: string;
}

const NAME = 170;
const LANE = 38;
const TOP = 26;
/** Width of the drawing at the least; a narrower place scrolls. */
const MIN_WIDTH = 720;
/** Marks of a lane nearer to each other than this are drawn as one. */
const APART = 13;
/** Days off in a row from which they are shaded. */
const LONG = 4;
const MANY_MONTHS = 20;

/** Lanes over time: holidays shaded, today a line, what is still to come hollow. Its twin is a table. */
export function TimeChart({ lanes, from, to, now }: { lanes: ChartLane[]; from: Day; to: Day; now: Day }) {
  const words = useWords();
  const { say } = words;
  const [box, WIDTH] = useWidth(MIN_WIDTH);
  const fromMs = startOfDayMs(from);
  const toMs = startOfDayMs(addDays(to, 1));
  const x = (ms: number) => NAME + ((ms - fromMs) / (toMs - fromMs)) * (WIDTH - NAME - 12);
  const height = TOP + lanes.length * LANE + 6;
  return (
    <div ref={box} className="time-chart">
      <svg
        width={WIDTH}
        height={height}
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={say('web.chart', { lanes: lanes.map(({ name }) => name).join(', ') })}
      >
        {holidaysBetween(from, to).map(({ first, last, tet }) => (
          <g key={first}>
            <rect
              x={x(startOfDayMs(first))}
              y={TOP}
              width={Math.max(2, x(startOfDayMs(addDays(last, 1))) - x(startOfDayMs(first)))}
              height={height - TOP}
              fill="#e9e3d7"
            />
            {tet && (
              <text x={x(startOfDayMs(first))} y={height - 4} fontSize="13" fill="var(--ink-2)" textAnchor="middle">
                Tết
              </text>
            )}
          </g>
        ))}
        {monthsOf(from, to).map(({ day, label, isYear }) => (
          <g key={day}>
            <line
              x1={x(startOfDayMs(day))}
              x2={x(startOfDayMs(day))}
              y1={14}
              y2={height}
              stroke={isYear ? 'var(--line-strong)' : 'var(--line)'}
            />
            <text x={x(startOfDayMs(day)) + 4} y={14} fontSize="13" fontWeight={isYear ? 700 : 500} fill="var(--ink)">
              {label}
            </text>
          </g>
        ))}
        {lanes.map((lane, place) => (
          <g key={lane.id} transform={`translate(0 ${TOP + place * LANE})`}>
            <line x1="0" x2={WIDTH} y1={LANE} y2={LANE} stroke="var(--line)" />
            <text x="4" y={LANE / 2 + 5} fontSize="14" fontWeight="600" fill={lane.tone ? `var(--${lane.tone})` : 'var(--ink)'}>
              {lane.name}
            </text>
            {lane.open !== undefined && (
              <>
                <line
                  x1={NAME}
                  x2={WIDTH - 12}
                  y1={LANE / 2 - 8}
                  y2={LANE / 2 - 8}
                  stroke="var(--wait-f)"
                  strokeWidth="2"
                  strokeDasharray="6 5"
                />
                <text x={NAME + 100} y={LANE / 2 + 11} fontSize="13" fontWeight="600" fill="var(--wait)">
                  {lane.open}
                </text>
              </>
            )}
            {apart(lane.marks, x).map((mark, index) => (
              <g key={index} transform={`translate(${x(mark.atMs)} ${LANE / 2})`}>
                <title>{mark.title}</title>
                <Shape {...mark} />
                {mark.label !== undefined && (
                  <text
                    x={x(mark.atMs) > WIDTH - 260 ? -11 : 11}
                    y="5"
                    fontSize="13.5"
                    textAnchor={x(mark.atMs) > WIDTH - 260 ? 'end' : 'start'}
                    fill={mark.bad ? 'var(--over)' : 'var(--ink)'}
                  >
                    {mark.label}
                  </text>
                )}
              </g>
            ))}
          </g>
        ))}
        {now >= from && now <= to && (
          <line x1={x(startOfDayMs(now))} x2={x(startOfDayMs(now))} y1="6" y2={height} stroke="var(--seal)" strokeWidth="2.5" />
        )}
      </svg>
    </div>
  );
}

/** The width of a place in the page, at least some pixels, as it changes. */
function useWidth(least: number): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(least);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(least, Math.floor(entry!.contentRect.width))));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, [least]);
  return [box, width];
}

/** Marks that would cover each other as one, with the titles of all. */
function apart(marks: readonly Mark[], x: (ms: number) => number): Mark[] {
  const drawn: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.atMs - b.atMs)) {
    const last = drawn.at(-1);
    if (last && last.shape === mark.shape && last.ahead === mark.ahead && x(mark.atMs) - x(last.atMs) < APART)
      drawn[drawn.length - 1] = { ...last, title: `${last.title}; ${mark.title}`, bad: last.bad || mark.bad || false };
    else drawn.push(mark);
  }
  return drawn;
}

function Shape({ shape, ahead, bad }: Mark) {
  const colour = bad || shape === 'urging' ? 'var(--over)' : shape === 'due' ? 'var(--link)' : 'var(--ink)';
  const look = { fill: ahead ? '#fff' : colour, stroke: colour, strokeWidth: 2 };
  switch (shape) {
    case 'due':
      return <path d="M0-7 7 0 0 7-7 0z" {...look} />;
    case 'period':
      return <rect x="-6" y="-6" width="12" height="12" {...look} />;
    case 'urging':
      return <path d="M0-7 7 6H-7z" {...look} />;
    case 'event':
      return <circle r="5" {...look} />;
    case 'reminder':
      return <line y1="-8" y2="8" stroke="var(--ink-2)" strokeWidth="2" />;
  }
}

/** What the marks of a chart mean. */
export function ChartLegend() {
  const { say } = useWords();
  const item = (mark: Pick<Mark, 'shape'>, word: string) => (
    <li>
      <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
        <Shape atMs={0} title="" ahead {...mark} />
      </svg>{' '}
      {word}
    </li>
  );
  return (
    <ul className="legend">
      {item({ shape: 'due' }, say('web.chart.due'))}
      {item({ shape: 'period' }, say('web.chart.period'))}
      {item({ shape: 'reminder' }, say('web.chart.reminder'))}
      {item({ shape: 'urging' }, say('web.chart.urging'))}
      <li>
        <svg width="16" height="12" aria-hidden="true">
          <rect width="16" height="12" fill="#e9e3d7" />
        </svg>{' '}
        {say('web.chart.dayOff')}
      </li>
    </ul>
  );
}

function monthsOf(from: Day, to: Day): { day: Day; label: string; isYear: boolean }[] {
  const months = [];
  const step = daysBetween(from, to) > MANY_MONTHS * 31 ? 3 : 1;
  let day = dayOf(yearOf(from), monthOf(from), 1);
  while (day <= to) {
    const month = monthOf(day);
    if (day >= from && (step === 1 || month % 3 === 1))
      months.push({ day, label: month === 1 ? String(yearOf(day)) : `T${month}`, isYear: month === 1 });
    day = addMonths(day, 1);
  }
  return months;
}

/** Runs of days off longer than a weekend; Tết is named. */
function holidaysBetween(from: Day, to: Day): { first: Day; last: Day; tet: boolean }[] {
  const runs: { first: Day; last: Day; tet: boolean }[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1)
    for (const off of calendarYear(vietnamCalendar, year).weekdaysOff.filter((day) => day >= from && day <= to)) {
      const run = runs.at(-1);
      // A weekend between two days off belongs to the run.
      if (run && dayNumber(off) - dayNumber(run.last) <= 3) run.last = off;
      else runs.push({ first: off, last: off, tet: false });
    }
  return runs
    .map((run) => ({ ...run, tet: dayOffReason(vietnamCalendar, run.first) === 'tet' }))
    .filter(({ first, last, tet }) => tet || dayNumber(last) - dayNumber(first) + 1 >= LONG);
}
