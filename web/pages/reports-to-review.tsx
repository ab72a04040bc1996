import { useState } from 'react';
import type { DutyAnswer } from '../../contract/http-api.js';
import { useAct } from '../api/act.js';
import type { usePlanNames } from '../api/plan-names.js';
import { Button } from '../parts/button.js';
import { DutyTable } from '../parts/duty-table.js';
import { Glyph } from '../parts/glyph.js';
import { Spoken, Trouble } from '../parts/states.js';
import { dutyKey, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';

interface Result {
  accepted: number;
  /** Why a report was not accepted, by its key. */
  refused: Map<string, string>;
}

/** Reports that wait for one's review: several are accepted together, each for itself, and what became of each is told in its row. */
export function ReportsToReview({ rows, plans }: { rows: DutyAnswer[]; plans: ReturnType<typeof usePlanNames> }) {
  const words = useWords();
  const { say } = words;
  const { bulk, busy, refusal } = useAct();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [result, setResult] = useState<Result>();
  const selected = rows.filter((row) => chosen.has(dutyKey(row)));
  const all = rows.length > 0 && selected.length === rows.length;

  async function accept() {
    const answer = await bulk(
      selected.map(({ plan, unit, item, period }) => ({ verb: 'acceptance', plan, unit: unit.id, item, period, body: {} })),
    );
    if (!answer) return;
    const refused = answer.items.flatMap(({ index, problem }) =>
      problem === undefined ? [] : [[dutyKey(selected[index]!), problem.detail] as const],
    );
    setResult({ accepted: selected.length - refused.length, refused: new Map(refused) });
    choose(new Set(refused.map(([key]) => key)));
  }

  return (
    <>
      <Trouble refusal={refusal} />
      <DutyTable
        rows={rows}
        plans={plans}
        withUnit
        before={{
          head: (
            <input
              type="checkbox"
              aria-label={say('web.reports.chooseAll')}
              checked={all}
              onChange={() => choose(new Set(all ? [] : rows.map(dutyKey)))}
            />
          ),
          cell: (row) => (
            <input
              type="checkbox"
              aria-label={say('web.reports.choose', { report: dutyTitle(row, words), unit: row.unit.name })}
              checked={chosen.has(dutyKey(row))}
              onChange={() => choose(toggled(chosen, dutyKey(row)))}
            />
          ),
        }}
        beneath={(row) => {
          const why = result?.refused.get(dutyKey(row));
          return (
            why !== undefined && (
              <p className="field-problem" role="alert">
                <Glyph name="cross" /> {why}
              </p>
            )
          );
        }}
      />
      <Spoken>{result ? say('web.reports.accepted', { count: result.accepted }) : ''}</Spoken>
      {(selected.length > 0 || result) && (
        <div className="bottom-bar">
          <p className="secondary">
            {result && selected.length === 0
              ? say('web.reports.accepted', { count: result.accepted })
              : say('web.reports.chosen', { count: selected.length, of: rows.length })}
          </p>
          {selected.length > 0 && (
            <div className="end">
              <Button onClick={() => choose(new Set())}>{say('web.reports.chooseNone')}</Button>
              <Button primary busy={busy} onClick={() => void accept()}>
                <Glyph name="tick" />
                {say('web.reports.accept', { count: selected.length })}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  );
}

function toggled(chosen: ReadonlySet<string>, key: string): Set<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}
