import type { PlanAnswer } from '../../contract/http-api.js';
import { workingDaysBetween } from '../../domain/calendar.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { dayOfMs } from '../../domain/day.js';
import { useRead } from '../api/read.js';
import { Chip, ReviewChip, RungChip, StateChip } from '../parts/chip.js';
import { Glyph } from '../parts/glyph.js';
import { Thread } from '../parts/thread.js';
import { reasonText } from '../parts/why-line.js';
import { timeLeft } from '../words/due.js';
import { dutyTitle, type InboxEntry } from '../words/duty.js';
import { useWords } from '../words/words.js';

/** Beside the focused row: where the duty stands, how its date came to be, what happened, what fires next. */
export function DutyPane({ entry: { duty }, plan }: { entry: InboxEntry; plan: PlanAnswer | undefined }) {
  const words = useWords();
  const { say, dayOf, weekday, time, shortOf } = words;
  const timeline = useRead('plans', 'timeline', {
    params: { plan: duty.plan },
    query: { unit: duty.unit.id, item: duty.item, limit: 200 },
  });
  const entries = (timeline.data?.items ?? []).filter(({ period }) => period === undefined || period === duty.period);
  const returned = entries.findLast(({ type }) => type === 'returned');
  const dueMs = duty.repairDueMs ?? duty.dueMs;
  const dayAndDate = (ms: number) => `${weekday(dayOfMs(ms))} ${shortOf(ms)}`;
  const dueDay = dueMs === undefined ? undefined : dayOf(dueMs);
  return (
    <div className="card padded pane fade">
      <div>
        <p>
          <span className="symbol">{plan?.symbol}</span> <span className="secondary">{plan && words.capital(plan.subject)}</span>
        </p>
        <h2 className="pane-title">{dutyTitle(duty, words)}</h2>
        <p className="secondary">{duty.unit.name}</p>
        <p className="cluster chips">
          {duty.review === 'returned' && returned?.said?.pins ? (
            <Chip glyph="back" tone="warn">
              {say('web.pane.returnedPins', { count: returned.said.pins.length })}
            </Chip>
          ) : (
            duty.review && <ReviewChip review={duty.review} bare={false} />
          )}
          {duty.review === 'returned' && duty.late === false ? (
            <Chip glyph="tick" tone="good">
              {say('web.pane.sentInTime')}
            </Chip>
          ) : (
            <StateChip state={duty.standing.state} />
          )}
          {duty.rung && <RungChip rung={duty.rung} urged={duty.urged} />}
        </p>
      </div>
      {dueMs !== undefined && (
        <div>
          <h3>{say('web.pane.whyDue', { day: dueDay! })}</h3>
          {duty.repairDueMs === undefined ? (
            <ul className="secondary reasons">
              {duty.why.map((why, place) => (
                <li key={place}>{reasonText(why, words)}</li>
              ))}
            </ul>
          ) : (
            <p className="secondary">{say('web.pane.repair')}</p>
          )}
          <dl className="sums">
            {returned && duty.repairDueMs !== undefined && (
              <>
                <div>
                  <dt>{say('web.review.returned')}</dt>
                  <dd>{dayAndDate(returned.atMs)}</dd>
                </div>
                <div>
                  <dt>{say('web.pane.repairTime')}</dt>
                  <dd>
                    {say('web.pane.workingDays', {
                      days: workingDaysBetween(vietnamCalendar, dayOfMs(returned.atMs), dayOfMs(duty.repairDueMs)),
                    })}
                  </dd>
                </div>
              </>
            )}
            <div className="total">
              <dt>{timeLeft(dueMs, words)}</dt>
              <dd>{dayAndDate(dueMs)}</dd>
            </div>
          </dl>
        </div>
      )}
      <div>
        <h3>{say('web.pane.history')}</h3>
        <Thread entries={entries} limit={8} />
      </div>
      {duty.nextFiring && (
        <div>
          <h3>{say('web.pane.next')}</h3>
          <p className="secondary">
            <Glyph name="clock" /> {say('web.pane.nextAt', { day: shortOf(duty.nextFiring.atMs), time: time(duty.nextFiring.atMs) })},{' '}
            {words.code('web.firing.', duty.nextFiring.kind)}
          </p>
        </div>
      )}
      <p className="key-hints no-print">
        <kbd>j</kbd> <kbd>k</kbd> {say('web.keys.next')} <kbd>Enter</kbd> {say('web.keys.enter')} <kbd>e</kbd> {say('web.keys.snooze')}
      </p>
    </div>
  );
}
