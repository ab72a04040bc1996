import { table, widthOf } from '../../cli/table.js';
import { hanging, wrapped } from '../../cli/show/fields.js';

describe('a table', () => {
  const head = [{ head: 'Mã' }, { head: 'Tên', wraps: true }, { head: 'Cấp', right: true }];

  it('aligns Vietnamese by what is seen, composed or not', () => {
    const rows = [
      ['A', 'Huyện ủy Kim Bôi'.normalize('NFD'), '2'],
      ['BCD', 'Tỉnh ủy', '10'],
    ];
    const lines = table(head, rows, 100).split('\n');
    expect(lines).toEqual([
      'Mã   Tên               Cấp',
      '───  ────────────────  ───',
      `A    ${'Huyện ủy Kim Bôi'.normalize('NFD')}    2`,
      'BCD  Tỉnh ủy            10',
    ]);
    expect(widthOf('Huyện ủy'.normalize('NFD'))).toBe(8);
  });

  it('stays within its columns by wrapping between words, and cuts nothing off', () => {
    const name = 'Chỉ đạo phối hợp chọn quần chúng ưu tú để bồi dưỡng; kiểm tra, thúc đẩy đều đặn';
    const text = table(head, [['lua-chon', name, '1']], 40);
    expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(40);
    for (const word of name.split(' ')) expect(text).toContain(word);
  });

  it('does not count colours', () => {
    expect(table(head, [['\u001B[31mA\u001B[39m', 'x', '1']], 100).split('\n')[2]).toBe('\u001B[31mA\u001B[39m   x      1');
  });

  it('without rows is nothing', () => {
    expect(table(head, [], 100)).toBe('');
  });
});

describe('a text that is too long for its line', () => {
  it('breaks between words', () => {
    expect(wrapped('một hai ba bốn', 7)).toEqual(['một hai', 'ba bốn']);
    expect(wrapped('', 7)).toEqual(['']);
    expect(wrapped('khôngngắtđược ngắn', 5)).toEqual(['khôngngắtđược', 'ngắn']);
  });

  it('hangs beneath its first line', () => {
    const text = hanging('08:00  ', 'nhắc việc tiếp nhận kế hoạch của mọi tổ chức', 40);
    expect(text).toBe('08:00  nhắc việc tiếp nhận kế hoạch của\n       mọi tổ chức');
  });
});
