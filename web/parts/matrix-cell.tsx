import { Link } from 'wouter';
import { daysOf, lookOf, type MatrixCellData } from '../late/late-data.js';
import { dutyPath } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { Glyph } from './glyph.js';

const TONE = { tick: 'tone-good', tickLate: 'tone-late', back: 'tone-warn' } as Record<string, string>;

/** One report of one body: glyph and word, days after the word; a press opens the report. */
export function MatrixCell(props: { cell: MatrixCellData | undefined; plan: string; unit: string; column: number; first: boolean }) {
  const { cell, plan, unit, column, first } = props;
  const { say, code } = useWords();
  if (!cell) return <span className="matrix-cell plain" />;
  const { glyph, look, word } = lookOf(cell);
  return (
    <Link
      to={dutyPath({ plan, unit, item: cell.item, period: cell.period })}
      className={`matrix-cell ${look}`}
      data-column={column}
      tabIndex={first ? 0 : -1}
    >
      <span className={look === 'solid' ? '' : TONE[glyph]}>
        <Glyph name={glyph} size={14} />
      </span>
      {word === 'returned' ? say('web.review.returned') : code('web.state.', word)}
      {word === 'openOverdue' && ` ${daysOf(cell.overdueMs)}`}
      {word === 'doneLate' && cell.lateMs !== undefined && ` ${daysOf(cell.lateMs)}`}
    </Link>
  );
}
