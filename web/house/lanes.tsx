import { useState } from 'react';
import { useAct } from '../api/act.js';
import type { Answer } from '../api/ask.js';
import { Button } from '../parts/button.js';
import { Chip } from '../parts/chip.js';
import { Segmented } from '../parts/segmented.js';
import { Spoken, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';

type Lane = Answer<'diagnosis', 'get'>['lanes'][number];

const SHOWN = 100;

const isWrong = ({ state, armed }: Lane) => state === 'stopped' || armed === false;

/** The lanes with what Temporal waits for; those that are stopped or not armed first. A stopped one is started again from its events. */
export function Lanes({ lanes, temporalPages }: { lanes: Lane[]; temporalPages: string | undefined }) {
  const { say, code, number, dayOf, time } = useWords();
  const { has } = useSession();
  const { act, busy, refusal } = useAct();
  const [which, setWhich] = useState<'all' | 'wrong'>('all');
  const [said, setSaid] = useState('');
  const wrong = lanes.filter(isWrong);
  const rows = (which === 'wrong' ? wrong : lanes.toSorted((a, b) => Number(isWrong(b)) - Number(isWrong(a)))).slice(0, SHOWN);
  const rebuild = async (lane: string) => {
    const done = await act('diagnosis', 'rebuild', { body: { lane } });
    if (done) setSaid(say('web.operations.rebuilt', { lane }));
  };
  return (
    <section className="card table-card">
      <div className="cluster rehearsal-head">
        <h2>{say('web.operations.lanes')}</h2>
        <Segmented<'all' | 'wrong'>
          label={say('web.operations.lanes')}
          value={which}
          options={[
            { value: 'all', label: say('web.operations.all', { count: number(lanes.length) }) },
            { value: 'wrong', label: say('web.operations.wrong', { count: number(wrong.length) }) },
          ]}
          onChange={setWhich}
        />
      </div>
      <Trouble refusal={refusal} />
      <Spoken>{said}</Spoken>
      {said !== '' && <p className="banner good">{said}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.operations.lane')}</th>
            <th scope="col">{say('web.status')}</th>
            <th scope="col" className="number">
              {say('web.operations.events')}
            </th>
            <th scope="col">{say('web.operations.next')}</th>
            <th scope="col">{say('web.operations.timer')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { lane, state, reason, events, nextDueMs, armed, timer } = row;
            return (
              <tr key={lane}>
                <td className="code">
                  {temporalPages === undefined ? (
                    lane
                  ) : (
                    <a href={`${temporalPages}/workflows/${encodeURIComponent(lane)}`} rel="noreferrer">
                      {lane}
                    </a>
                  )}
                </td>
                <td>
                  {state === 'stopped' ? (
                    <Chip glyph="cross" tone="over">
                      {say('web.operations.isStopped')}
                    </Chip>
                  ) : (
                    say(state === 'open' ? 'web.operations.isOpen' : 'web.operations.isClosed')
                  )}{' '}
                  <span className="secondary">{reason}</span>{' '}
                  {isWrong(row) && has('operator', 'administrator') && (
                    <Button small busy={busy} onClick={() => void rebuild(lane)}>
                      {say('web.operations.rebuild')}
                    </Button>
                  )}
                </td>
                <td className="number">{number(events)}</td>
                <td className="nowrap">{nextDueMs === undefined ? '–' : `${dayOf(nextDueMs)} ${time(nextDueMs)}`}</td>
                <td>
                  {armed === undefined ? (
                    '–'
                  ) : (
                    <Chip glyph={armed ? 'tick' : 'cross'} tone={armed ? 'good' : 'over'} bare={armed}>
                      {say(armed ? 'web.operations.isArmed' : 'web.operations.notArmed')}
                    </Chip>
                  )}
                  {armed === false && timer !== undefined && <span className="secondary"> {code('web.timer.', timer)}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty">{say('web.operations.noneWrong')}</p>}
      {which === 'all' && lanes.length > SHOWN && (
        <p className="empty">{say('web.operations.more', { count: number(lanes.length - SHOWN) })}</p>
      )}
    </section>
  );
}
