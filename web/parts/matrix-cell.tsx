import { Link } from 'wouter';
import { daysOf, lookOf, type MatrixCellData } from '../late/late-data.js';
import { dutyPath } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { Glyph } from './glyph.js';

const TONE = { tick: 'tone-good', tickLate: 'tone-late', back: 'tone-warn' } as Record<string, string>;

/** One report of one body: glyph and word, days after the word; a press opens the report. */
export function MatrixCell({ cell, plan, unit }: { cell: MatrixCellData | undefined; plan: string; unit: string }) {
  const { say, code } = useWords();
  if (!cell) return <span className="matrix-cell plain" />;
  const { glyph, look, word } = lookOf(cell);
  return (
    <Link to={dutyPath({ plan, unit, item: cell.item, period: cell.period })} className={`matrix-cell ${look}`} tabIndex={-1}>
      <span className={look === 'solid' ? '' : TONE[glyph]}>
        <Glyph name={glyph} size={14} />
      </span>
      {word === 'returned' ? say('web.review.returned') : code('web.state.', word)}
      {word === 'openOverdue' && ` ${daysOf(cell.overdueMs)}`}
    </Link>
  );
}
