import { Bullet } from '../parts/bullet.js';
import { useWords } from '../words/words.js';
import type { TargetAnswer } from './target-data.js';

/** The whole of a target: reached, of how much, expected today, needed in each month left. */
export function TargetTotal({ target }: { target: TargetAnswer }) {
  const { say, number, code } = useWords();
  const { pace, bound, unit, indicator, comparator, value, state } = target;
  const reached = pace.length > 0 ? pace.reduce((sum, one) => sum + one.value, 0) : (value ?? 0);
  const even = pace[0] ? (bound * pace[0].evenPercent) / 100 : bound;
  const needed = pace.reduce<number | null>(
    (sum, one) => (sum === null || one.neededPerMonth === null ? null : sum + one.neededPerMonth),
    0,
  );
  const allotted = pace.reduce((sum, one) => sum + one.quota, 0);
  const ghost = pace.some(({ lastYear }) => lastYear !== undefined) && {
    lastYear: pace.reduce((sum, { lastYear = 0 }) => sum + lastYear, 0),
  };
  const reporting = pace.filter((one) => one.value > 0).length;
  const key = `bound.${comparator}` as 'bound.atLeast';
  const told = say(key, { value: number(bound, 2), max: number(target.boundMax ?? bound, 2), unit });
  return (
    <>
      <h2 className="target-name">
        {indicator}: {told}
      </h2>
      <ul className="card figures total-figures">
        <li>
          <b>{number(reached)}</b>
          <span>
            {say('web.targets.reached', { unit })}
            {pace.length > 0 && <small>{say('web.targets.reporting', { count: reporting, all: pace.length })}</small>}
          </span>
        </li>
        <li className="wide">
          <span>
            <span className="row-between">
              <span>
                <b className="share">{number(bound === 0 ? 0 : (reached / bound) * 100)}%</b>{' '}
                {say('web.targets.of', { bound: number(bound) })}
              </span>
              {pace.length > 0 && <span className="secondary">{say('web.targets.even', { value: number(even) })}</span>}
            </span>
            <Bullet value={reached} quota={bound} expected={even} height={20} {...ghost} />
          </span>
        </li>
        {pace.length > 0 && (
          <li>
            <b>{needed === null ? '–' : number(needed)}</b>
            <span>{say('web.targets.perMonth')}</span>
          </li>
        )}
        {pace.length > 0 && (
          <li>
            <b>{number(allotted)}</b>
            <span>
              {say('web.targets.allAllotted')}
              <small>
                {say(allotted >= bound ? 'web.targets.spareOf' : 'web.targets.shortOf', {
                  count: number(Math.abs(allotted - bound)),
                  bound: number(bound),
                })}
              </small>
            </span>
          </li>
        )}
        {pace.length === 0 && (
          <li>
            <span>
              {code('cli.targetState.', state)}
              {target.numerator !== undefined && target.denominator !== undefined && (
                <small>
                  {number(target.numerator)}/{number(target.denominator)}
                </small>
              )}
            </span>
          </li>
        )}
      </ul>
    </>
  );
}
