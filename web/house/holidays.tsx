import { useState } from 'react';
import { calendarYear, dayOffReason } from '../../domain/calendar.js';
import { vietnamCalendar, vietnamCalendarBasis } from '../../domain/calendar-vn.js';
import { Segmented } from '../parts/segmented.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';

const YEARS = Object.keys(vietnamCalendar.years).sort();

/** The days off and the swapped working days that due dates rest on, by year, with the paper they were taken from. */
export function Holidays() {
  const { say, code, day, weekday, capital } = useWords();
  const [year, setYear] = useState(() => YEARS.find((one) => one === today().slice(0, 4)) ?? YEARS.at(-1)!);
  const { weekdaysOff, weekendDaysWorked, complete, sources } = calendarYear(vietnamCalendar, Number(year));
  return (
    <>
      <div className="tools">
        <Segmented
          label={say('web.holidays.year')}
          value={year}
          options={YEARS.map((value) => ({ value, label: value }))}
          onChange={setYear}
        />
      </div>
      {!complete && <p className="banner warn">{say('web.holidays.incomplete', { year })}</p>}
      <div className="card table-card">
        <table>
          <caption className="caption">
            {say('web.holidays.count', { count: weekdaysOff.length, worked: weekendDaysWorked.length })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say('web.holidays.day')}</th>
              <th scope="col">{say('web.holidays.weekday')}</th>
              <th scope="col">{say('web.holidays.what')}</th>
            </tr>
          </thead>
          <tbody>
            {[...weekdaysOff, ...weekendDaysWorked].toSorted().map((one) => {
              const off = dayOffReason(vietnamCalendar, one);
              return (
                <tr key={one}>
                  <td>{day(one)}</td>
                  <td>{capital(weekday(one))}</td>
                  <td>{off === undefined ? say('web.holidays.worked') : code('web.holiday.', off)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <section className="card padded stack">
        <h2>{say('web.holidays.basis')}</h2>
        <ul className="may">
          {sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
          {vietnamCalendarBasis.law.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ul>
        <p className="secondary">{say('web.holidays.fixed', { version: vietnamCalendar.version })}</p>
      </section>
    </>
  );
}
