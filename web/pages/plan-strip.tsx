import { Glyph } from '../parts/glyph.js';
import type { CascadeNode } from '../words/cascade-tree.js';
import { useWords } from '../words/words.js';

/** Share of a name in the strip: short, without the words that all begin with. */
const BEGINNINGS = /^(Huyện ủy|Thành ủy|Thị ủy|Đảng ủy|Đảng bộ|Đảng đoàn|Ban cán sự đảng) /;

/** The whole tree in one line: each branch by its size, those with something broken filled; a press chooses it. */
export function Strip(props: { roots: CascadeNode[]; chosen: string | undefined; onChoose(unit: string): void }) {
  const { say } = useWords();
  return (
    <div className="strip">
      <span className="strip-name">{say('web.strip')}</span>
      <div className="strip-cells">
        {props.roots.map(({ row, size, brokenBelow }) => (
          <button
            key={row.unit.id}
            type="button"
            className={brokenBelow ? 'broken' : ''}
            style={{ flexGrow: 1 + Math.sqrt(size) }}
            aria-pressed={row.unit.id === props.chosen}
            title={row.unit.name}
            onClick={() => props.onChoose(row.unit.id)}
          >
            {brokenBelow && <Glyph name="urge" size={13} />}
            {row.unit.name.replace(BEGINNINGS, '')}
          </button>
        ))}
      </div>
    </div>
  );
}
