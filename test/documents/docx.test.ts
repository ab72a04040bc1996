import fc from 'fast-check';
import { extractDocx } from '../../documents/docx.js';
import type { Extracted } from '../../documents/extracted.js';
import { docxOf, p, r, tbl, wordPart } from '../builders/docx.js';

const textOf = async (body: string, others?: Record<string, string>): Promise<string> =>
  (await extractDocx(docxOf(body, others))).plainText;
const quoted = ({ plainText }: Extracted, { start, end }: { start: number; end: number }) => plainText.slice(start, end);

const list = (id: number, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
const level = (n: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const numbering = (...nums: string[]) =>
  wordPart(
    'numbering',
    `<w:abstractNum w:abstractNumId="7">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'lowerLetter', '%3)')}${level(3, 'decimal', '%2.%4.')}</w:abstractNum>
     <w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '&#xF0B7;')}${level(1, 'bullet', '-')}${level(2, 'none', '')}</w:abstractNum>
     <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>${nums.join('')}`,
  );

describe('the text of a .docx', () => {
  it('has a line for each paragraph, in Unicode NFC, without what no reader sees', async () => {
    const body = p('Kê\u0301 hoa\u0323ch') + p('  Đảng\u00a0bộ \u00adtỉnh\u200b  ') + p('');
    expect(await textOf(body)).toBe('Kế hoạch\nĐảng bộ tỉnh\n');
  });

  it('joins runs, and letters that compose across them', async () => {
    expect(await textOf(`<w:p>${r('Hoa')}${r('\u0323')}${r('ch', '<w:b/>')}<w:r><w:tab/><w:t>A</w:t><w:br/><w:t>B</w:t></w:r></w:p>`)).toBe(
      'Hoạch\tA\nB',
    );
  });

  it('prints automatic numbers as a reader sees them, each level counting on until a higher one moves', async () => {
    const body = [
      p('Mục đích', list(1)),
      p('Yêu cầu', list(1, 1)),
      p('một', list(1, 2)),
      p('hai', list(1, 2)),
      p('Mục tiêu', list(1, 1)),
      p('ba', list(1, 2)),
      p('bốn', list(1, 3)),
      p('Nhiệm vụ', list(1)),
      p('chấm', list(2)),
      p('gạch', list(2, 1)),
      p('không', list(2, 2)),
      p('khác', '<w:numPr><w:numId w:val="0"/></w:numPr>'),
      p('Một', list(1, 1)),
    ].join('');
    expect((await textOf(body, { 'word/numbering.xml': numbering() })).split('\n')).toEqual([
      'I. Mục đích',
      '1. Yêu cầu',
      'a) một',
      'b) hai',
      '2. Mục tiêu',
      'a) ba',
      '2.1. bốn',
      'II. Nhiệm vụ',
      '• chấm',
      '- gạch',
      'không',
      'khác',
      '1. Một',
    ]);
  });

  it('lets lists of one pattern count on together until one begins anew', async () => {
    const nums = [
      '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>',
      '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
    ];
    const body = p('a', list(1)) + p('b', list(3)) + p('c', list(4)) + p('d', list(4));
    expect(await textOf(body, { 'word/numbering.xml': numbering(...nums) })).toBe('I. a\nII. b\nV. c\nVI. d');
  });

  it('takes numbers, capitals and headings from styles and what they are based on', async () => {
    const styles = wordPart(
      'styles',
      `<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Mục lớn"/><w:pPr>${list(1)}<w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:caps/></w:rPr></w:style>
       <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Mục con"/><w:basedOn w:val="A"/></w:style>
       <w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="C"/></w:style>`,
    );
    const read = await extractDocx(
      docxOf(p('mục tiêu', '<w:pStyle w:val="B"/>') + p('vòng', '<w:pStyle w:val="C"/>'), {
        'word/styles.xml': styles,
        'word/numbering.xml': numbering(),
      }),
    );
    expect(read.plainText).toBe('I. MỤC TIÊU\nvòng');
    expect(read.paragraphs[0]).toEqual({
      start: 0,
      end: 11,
      label: 'I.',
      style: 'Mục con',
      heading: 1,
      alignment: 'center',
      bold: true,
    });
  });

  it('leaves out what is deleted or hidden and says so', async () => {
    const body = `<w:p>${r('Giữ')}<w:del w:id="1" w:author="x"><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins w:id="2" w:author="x">${r(' thêm')}</w:ins>${r('ẩn', '<w:vanish/>')}<w:r><w:commentReference w:id="0"/></w:r></w:p>`;
    const { plainText, warnings } = await extractDocx(docxOf(body));
    expect(plainText).toBe('Giữ thêm');
    expect(warnings).toEqual([
      { code: 'DRAFT_MARKS', data: { changes: 2, comments: 1 } },
      { code: 'TEXT_HIDDEN', data: { length: 2 } },
    ]);
  });

  it('keeps notes apart and knows where they hang', async () => {
    const footnotes = wordPart(
      'footnotes',
      '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> Quy định 22-QĐ/TW.</w:t></w:r></w:p></w:footnote>',
    );
    const body = p('Đầu') + `<w:p>${r('Theo quy định')}<w:r><w:footnoteReference w:id="2"/></w:r>${r(', tiếp')}</w:p>`;
    const { plainText, footnotes: notes } = await extractDocx(docxOf(body, { 'word/footnotes.xml': footnotes }));
    expect(plainText).toBe('Đầu\nTheo quy định, tiếp');
    expect(notes).toEqual([{ number: 1, at: plainText.indexOf(','), text: 'Quy định 22-QĐ/TW.' }]);
  });

  it('puts a text box after the paragraph it hangs on, once', async () => {
    const box = `<w:txbxContent>${p('Trong khung')}</w:txbxContent>`;
    const body = `<w:p>${r('Ngoài')}<w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>${p('Sau')}`;
    expect(await textOf(body)).toBe('Ngoài\nTrong khung\nSau');
  });

  it('converts fonts from before Unicode and flags them', async () => {
    const body = `<w:p>${r('Céng hoµ x· héi', '<w:rFonts w:ascii=".VnTime"/>')}</w:p><w:p>${r('kÕ ho¹ch', '<w:rFonts w:ascii=".VnTimeH"/>')}</w:p><w:p>${r('Coäng hoøa xaõ hoäi', '<w:rFonts w:ascii="VNI-Times"/>')}</w:p>`;
    const read = await extractDocx(docxOf(body));
    expect(read.plainText).toBe('Cộng hoà xã hội\nKẾ HOẠCH\nCộng hòa xã hội');
    expect(read.converted.map((one) => [quoted(read, one), one.font])).toEqual([
      ['Cộng hoà xã hội', '.VnTime'],
      ['KẾ HOẠCH', '.VnTimeH'],
      ['Cộng hòa xã hội', 'VNI-Times'],
    ]);
    expect(read.warnings).toEqual([{ code: 'TEXT_LEGACY_ENCODING', data: { font: '.VnTime', encoding: 'TCVN3' } }]);
  });
});

describe('tables of a .docx', () => {
  it('are rows of cells on a line each, with their places', async () => {
    const merged = '<w:tcPr><w:vMerge/></w:tcPr><w:p/>';
    const wide = `<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('Chung')}`;
    const read = await extractDocx(
      docxOf(
        p('Trước') +
          tbl(
            [p('TT'), p('Nội dung'), p('Chủ trì')],
            [p('1'), p('a') + p('b'), `<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p('Ban Tổ chức')}`],
            [p('2'), p('c'), merged],
            [wide, p('x')],
          ) +
          p('Sau'),
      ),
    );
    expect(read.plainText).toBe('Trước\nTT | Nội dung | Chủ trì\n1 | a b | Ban Tổ chức\n2 | c | \nChung | x\nSau');
    const [table] = read.tables;
    expect(table!.rows.map((row) => row.cells.map((cell) => quoted(read, cell)))).toEqual([
      ['TT', 'Nội dung', 'Chủ trì'],
      ['1', 'a b', 'Ban Tổ chức'],
      ['2', 'c', ''],
      ['Chung', 'x'],
    ]);
    expect(table!.rows[2]!.cells[2]).toMatchObject({ continues: true });
    expect(table!.rows[3]!.cells.map(({ column, columns }) => [column, columns])).toEqual([
      [0, 2],
      [2, 1],
    ]);
    expect(read.paragraphs.filter(({ cell }) => cell?.row === 1).map((one) => quoted(read, one))).toEqual(['1', 'a', 'b', 'Ban Tổ chức']);
  });

  it('that only set a page give each cell lines of its own', async () => {
    const left = p('TỈNH ỦY HÒA BÌNH') + p('*') + p('Số 132-KH/TU');
    const right = p('ĐẢNG CỘNG SẢN VIỆT NAM') + p('Hòa Bình, ngày 28 tháng 10 năm 2022');
    const read = await extractDocx(docxOf(tbl([left, p(''), right])));
    expect(read.plainText.split('\n')).toEqual([
      'TỈNH ỦY HÒA BÌNH',
      '*',
      'Số 132-KH/TU',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Hòa Bình, ngày 28 tháng 10 năm 2022',
    ]);
    expect(read.tables[0]!.layout).toBe(true);
    expect(quoted(read, read.tables[0]!.rows[0]!.cells[2]!)).toMatch(/^ĐẢNG CỘNG SẢN/);
  });
});

it('places every paragraph and cell of any page where its text stands', async () => {
  const text = fc.stringMatching(/^[a-zàáảãạ Đ]{0,12}$/);
  const paragraph = fc.record({ text });
  const page = fc.array(
    fc.oneof(
      paragraph,
      fc.array(fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    ),
    { maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(page, async (blocks) => {
      const body = blocks.map((block) =>
        Array.isArray(block) ? tbl(...block.map((row) => row.map((cell) => cell.map((one) => p(one)).join('')))) : p(block.text),
      );
      const read = await extractDocx(docxOf(body.join('')));
      const cells = read.tables.flatMap(({ rows }) =>
        rows.flatMap((row) => row.cells.map((cell) => quoted(read, cell).split(/\s+/).join(' ').trim())),
      );
      const expected = blocks.flatMap((block) =>
        Array.isArray(block) ? block.flat().map((cell) => cell.join(' ').split(/\s+/).join(' ').trim()) : [],
      );
      expect(cells).toEqual(expected);
      const loose = read.paragraphs.filter(({ cell }) => !cell).map((one) => quoted(read, one));
      expect(loose).toEqual(blocks.flatMap((block) => (Array.isArray(block) ? [] : [block.text.trim()])));
      for (const [n, one] of read.paragraphs.entries()) expect(one.start).toBeGreaterThanOrEqual(n === 0 ? 0 : read.paragraphs[n - 1]!.end);
    }),
    { numRuns: 60 },
  );
});
