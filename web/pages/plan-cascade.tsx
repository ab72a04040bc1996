import { useMemo, useState } from 'react';
import { usePlanNames } from '../api/plan-names.js';
import { useAll, useRead } from '../api/read.js';
import { useBranches } from './cascade-branches.js';
import { Picker } from '../parts/picker.js';
import { CascadeGrid } from '../parts/cascade-grid.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import type { UnitPace } from '../parts/cascade-row.js';
import { type CascadeNode, flatten, linesOf, treeOf } from '../words/cascade-tree.js';
import { useWords } from '../words/words.js';
import { Funnel } from './plan-funnel.js';
import { UnitThread } from './plan-thread.js';
import { Strip } from './plan-strip.js';

/** How far a plan has come, body by body, with the thread of the one that is chosen beside it. */
export function PlanCascade({ id }: { id: string }) {
  const { say } = useWords();
  const { first, items, loading, error } = useAll('plans', 'cascade', { params: { plan: id } }, ({ units }) => units);
  const target = useRead('plans', 'targets', { params: { plan: id } }).data?.items[0];
  const plans = usePlanNames();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [onlyBroken, setOnlyBroken] = useState(false);
  const [flat, setFlat] = useState(false);
  const [chosen, choose] = useState<string>();
  const branches = useBranches(items, open);
  const rows = useMemo(() => (branches.rows.length === 0 ? items : [...items, ...branches.rows]), [items, branches.rows]);
  const levels = useMemo(() => [...new Set(rows.map(({ unit }) => unit.level))].toSorted((a, b) => a - b), [rows]);
  const [level, setLevel] = useState('all');
  const roots = useMemo(
    () => treeOf(level === 'all' ? rows : rows.filter(({ unit }) => unit.level <= Number(level)), branches.more),
    [rows, level, branches.more],
  );
  const nodes = useMemo(() => flatten(roots), [roots]);
  const lines = useMemo(() => linesOf(roots, { open, unfolded, onlyBroken, flat }), [roots, open, unfolded, onlyBroken, flat]);
  const paces = useMemo(
    () => new Map<string, UnitPace>([...branches.paces, ...(target?.pace.map((pace) => [pace.unit, pace] as const) ?? [])]),
    [target, branches.paces],
  );
  const broken = roots.filter(({ brokenBelow }) => brokenBelow).length;
  const node = nodes.find(({ row }) => row.unit.id === chosen);
  const toggle = ({ row }: CascadeNode, to?: boolean) =>
    setOpen((was) => {
      const next = new Set(was);
      if (to ?? !next.has(row.unit.id)) next.add(row.unit.id);
      else next.delete(row.unit.id);
      return next;
    });
  if (loading) return <GreyRows rows={10} />;
  return (
    <div className="stack cascade">
      <Trouble refusal={error} />
      {first && <Funnel funnel={first.funnel} />}
      {roots.length > 1 && <Strip roots={roots} chosen={chosen} onChoose={choose} />}
      <div className={node ? 'with-pane' : ''}>
        <div>
          <div className="cluster grid-tools">
            <Segmented
              label={say('web.cascade.which')}
              value={onlyBroken ? 'broken' : 'all'}
              options={[
                { value: 'all', label: say('web.cascade.all', { count: nodes.length }) },
                { value: 'broken', label: say('web.cascade.broken', { count: broken }) },
              ]}
              onChange={(value) => setOnlyBroken(value === 'broken')}
            />
            {levels.length > 1 && (
              <Picker
                label={say('web.cascade.level')}
                value={level}
                options={[
                  { value: 'all', label: say('web.cascade.everyLevel') },
                  ...levels.slice(0, -1).map((one) => ({ value: String(one), label: say('web.cascade.toLevel', { level: one }) })),
                ]}
                onChange={setLevel}
              />
            )}
            <button type="button" className="text-button end" onClick={() => setFlat(!flat)}>
              {say(flat ? 'web.cascade.asTree' : 'web.cascade.flat')}
            </button>
          </div>
          <CascadeGrid
            lines={lines}
            chosen={chosen}
            open={open}
            paces={paces}
            plans={plans}
            indicator={target?.indicator}
            onChoose={choose}
            onToggle={toggle}
            onUnfold={(parent) => setUnfolded(new Set(unfolded).add(parent))}
          />
          {onlyBroken && lines.length === 0 && <p className="empty">{say('web.cascade.noneBroken')}</p>}
        </div>
        {node && <UnitThread plan={id} node={node} onClose={() => choose(undefined)} />}
      </div>
    </div>
  );
}
