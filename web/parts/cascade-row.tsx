import { Link } from 'wouter';
import type { PlanAnswer } from '../../contract/http-api.js';
import { type CascadeNode, opens } from '../words/cascade-tree.js';
import { useWords } from '../words/words.js';
import { Bullet } from './bullet.js';
import { Chip, RungChip } from './chip.js';
import { Glyph } from './glyph.js';

export interface UnitPace {
  value: number;
  quota: number;
  evenValue: number;
}

/** One body of the cascade: name and branch, received, own plan, tasks, figure against quota, reports, rung. */
export function CascadeCells(props: {
  node: CascadeNode;
  level: number;
  open: boolean;
  pace: UnitPace | undefined;
  plans: Map<string, PlanAnswer>;
  onToggle(): void;
}) {
  const { node, level, open, pace, plans, onToggle } = props;
  const { say, shortOf, number } = useWords();
  const { unit, received, ownPlan, tasks, reports, rung } = node.row;
  return (
    <>
      <span role="gridcell" className="cell-name" style={{ paddingLeft: 12 + (level - 1) * 20 }}>
        {opens(node) ? (
          <button
            type="button"
            className="plain chevron"
            tabIndex={-1}
            aria-label={say(open ? 'web.cascade.close' : 'web.cascade.open')}
            onClick={onToggle}
          >
            <Glyph name={open ? 'open' : 'right'} />
          </button>
        ) : (
          <span className="chevron" />
        )}
        {unit.name}
        {node.size > 0 && <small> {say('web.cascade.size', { count: node.size })}</small>}
      </span>
      <span role="gridcell" className="number">
        {received ? (
          <span className={received.late ? 'tone-late' : ''}>{shortOf(received.ms)}</span>
        ) : (
          <span className="tone-plain-state">{say('web.cascade.notYet')}</span>
        )}
      </span>
      <span role="gridcell">
        <OwnPlan ownPlan={ownPlan} plans={plans} />
      </span>
      <span role="gridcell" className="number">
        {tasks.total > 0 ? `${tasks.done}/${tasks.total}` : '–'}
      </span>
      <span role="gridcell" className="cell-bullet">
        {pace ? (
          <>
            <Bullet value={pace.value} quota={pace.quota} expected={pace.evenValue} height={18} />
            <span className="number">
              <b>{number(pace.value)}</b>/{number(pace.quota)}
            </span>
          </>
        ) : (
          <span className="hidden-words">{say('web.cascade.noQuota')}</span>
        )}
      </span>
      <span role="gridcell">
        <Reports {...reports} />
      </span>
      <span role="gridcell">{rung !== undefined && <RungChip rung={rung} short />}</span>
    </>
  );
}

function OwnPlan({ ownPlan, plans }: { ownPlan: CascadeNode['row']['ownPlan']; plans: Map<string, PlanAnswer> }) {
  const { say } = useWords();
  if (!ownPlan) return null;
  if (ownPlan.plan !== undefined)
    return (
      <Link to={`/plans/${ownPlan.plan}`} tabIndex={-1}>
        {plans.get(ownPlan.plan)?.symbol ?? say('web.cascade.issued')}
      </Link>
    );
  if (ownPlan.state === 'openOverdue')
    return (
      <Chip glyph="cross" tone="over" bare>
        {say('web.state.openOverdue')}
      </Chip>
    );
  return <span className="tone-plain-state">{say('web.cascade.notYet')}</span>;
}

function Reports({ delivered, expected, overdue }: CascadeNode['row']['reports']) {
  const { say } = useWords();
  if (overdue > 0)
    return (
      <Chip glyph="cross" tone="over">
        {say('web.cascade.overdue', { count: overdue })}
      </Chip>
    );
  if (expected === 0) return <span>–</span>;
  return delivered === expected ? (
    <Chip glyph="tick" tone="good" bare>
      {delivered}/{expected}
    </Chip>
  ) : (
    <span>
      <b>{delivered}</b>/{expected}
    </span>
  );
}
