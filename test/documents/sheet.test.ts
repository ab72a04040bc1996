import { csvOf, jsonOf, type Sheet } from '../../documents/sheet.js';

const sheet: Sheet = {
  title: 'Bảng',
  columns: [
    { key: 'text', title: 'Chữ' },
    { key: 'value', title: 'Số' },
  ],
  rows: [
    ['Huyện ủy "Kim Bôi", tỉnh', 12.5],
    ['', null],
  ],
};

describe('a table as CSV', () => {
  it('has a byte order mark, commas, CR LF and doubled quotes, so that spreadsheets take it', () => {
    expect(csvOf(sheet).toString('utf8')).toBe('\ufeffChữ,Số\r\n"Huyện ủy ""Kim Bôi"", tỉnh",12.5\r\n,\r\n');
  });

  test.each(["=cmd|'/c calc'!A1", '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    'holds %j inert',
    (text) => {
      const line = csvOf({ ...sheet, rows: [[text, -3]] })
        .toString('utf8')
        .slice('\ufeffChữ,Số\r\n'.length);
      expect(line.replace(/^"/, '')).toMatch(/^'/);
      // A number is a number, whatever its sign.
      expect(line).toMatch(/,-3\r\n$/);
    },
  );
});

it('a table as JSON has an object for each row, by the keys of its columns', () => {
  expect(JSON.parse(jsonOf(sheet).toString('utf8'))).toEqual({
    title: 'Bảng',
    items: [
      { text: 'Huyện ủy "Kim Bôi", tỉnh', value: 12.5 },
      { text: '', value: null },
    ],
  });
});
