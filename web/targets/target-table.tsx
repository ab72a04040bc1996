import { paceGrade } from '../../domain/pace.js';
import { Bullet } from '../parts/bullet.js';
import { Chip } from '../parts/chip.js';
import { useWords } from '../words/words.js';
import { gapOf, type TargetAnswer } from './target-data.js';

const LOOK = {
  ahead: { glyph: 'tick', tone: 'good', bare: true },
  onPace: { glyph: 'tick', tone: 'good', bare: true },
  slightlyBehind: { glyph: 'open', tone: 'warn', bare: false },
  behind: { glyph: 'open', tone: 'over', bare: false },
} as const;

/** Bodies that hold a share, the widest gap first; a press shows the curve. */
export function TargetTable(props: {
  target: TargetAnswer;
  units: Map<string, { name: string }>;
  chosen: string | undefined;
  onChoose(unit: string): void;
}) {
  const { target, units, chosen, onChoose } = props;
  const { say, number, code } = useWords();
  const rows = target.pace.toSorted((a, b) => gapOf(b) - gapOf(a));
  const hasGhost = rows.some(({ lastYear }) => lastYear !== undefined);
  const sum = (of: (one: TargetAnswer['pace'][number]) => number) => rows.reduce((all, one) => all + of(one), 0);
  return (
    <div className="card table-card targets-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.unit')}</th>
            <th scope="col" className="number">
              {say('web.targets.quota')}
            </th>
            {hasGhost && (
              <th scope="col" className="number">
                {say('web.targets.lastYear')}
              </th>
            )}
            <th scope="col">
              {say('web.targets.done')} <span className="tick-mark" aria-hidden="true" />{' '}
              <span className="secondary">{say('web.targets.tick')}</span>
              {hasGhost && (
                <>
                  {' '}
                  <span className="ghost-mark" aria-hidden="true" /> <span className="secondary">{say('web.targets.lastYear')}</span>
                </>
              )}
            </th>
            <th scope="col" className="number">
              {say('web.targets.value')}
            </th>
            <th scope="col" className="number">
              {say('web.targets.share')}
            </th>
            <th scope="col" className="number">
              {say('web.targets.needed')}
            </th>
            <th scope="col">{say('web.targets.grade')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((pace) => {
            const grade = paceGrade(pace.value, pace.evenValue);
            return (
              <tr key={pace.unit} className={`pressable${pace.unit === chosen ? ' chosen' : ''}`} onClick={() => onChoose(pace.unit)}>
                <td>
                  <button type="button" className="plain" aria-pressed={pace.unit === chosen} onClick={() => onChoose(pace.unit)}>
                    {units.get(pace.unit)?.name ?? '…'}
                  </button>
                </td>
                <td className="number">
                  <b>{number(pace.quota)}</b>
                </td>
                {hasGhost && <td className="number">{pace.lastYear === undefined ? '–' : number(pace.lastYear)}</td>}
                <td className="bullet-cell">
                  <Bullet
                    value={pace.value}
                    quota={pace.quota}
                    expected={pace.evenValue}
                    height={22}
                    {...(pace.lastYear !== undefined && { lastYear: pace.lastYear })}
                  />
                </td>
                <td className="number">
                  <b>{number(pace.value)}</b>/{number(pace.quota)}
                </td>
                <td className="number">{pace.percent === null ? '–' : `${number(pace.percent)}%`}</td>
                <td className="number">{pace.neededPerMonth === null ? '–' : number(pace.neededPerMonth)}</td>
                <td>
                  <Chip {...LOOK[grade]}>{code('web.grade.', grade)}</Chip>
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('web.total')}</th>
            <td className="number">{number(sum(({ quota }) => quota))}</td>
            {hasGhost && <td className="number">{number(sum(({ lastYear = 0 }) => lastYear))}</td>}
            <td />
            <td className="number">
              {number(sum(({ value }) => value))}/{number(sum(({ quota }) => quota))}
            </td>
            <td className="number">
              {sum(({ quota }) => quota) === 0 ? '–' : `${number((sum(({ value }) => value) / sum(({ quota }) => quota)) * 100)}%`}
            </td>
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
