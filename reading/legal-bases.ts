import { citationsIn } from './citations.js';
import type { CitedType } from './document-types.js';
import type { Citation } from './draft.js';
import { evidenceOf, type Source, type Span, tidy } from './source.js';

/** Words that begin a clause of what the paper rests on or carries out. */
const RESTS =
  /(?<![\p{L}])(?:căn cứ|thực hiện|triển khai(?: thực hiện)?|thi hành|chấp hành|để (?:thực hiện|triển khai|cụ thể hóa)|theo (?:đề nghị|chỉ đạo|tinh thần)|xét|tiếp theo|cụ thể hóa|phúc đáp)(?![\p{L}])/iu;
/** Resolutions of congresses and plenums that bear no number here. */
const CONGRESS =
  /(?:^|(?:căn cứ|thực hiện|và|;|,)(?: các)? )(Nghị quyết (?:Đại hội|Hội nghị) [^;.:]*?)(?=$|[;.:]|, (?:Chỉ|Nghị|Kế|Quyết|Căn|nhiệm kỳ|Ban |Ủy|UBND|Đảng ủy|Tỉnh ủy|Huyện ủy)| và (?:các|Nghị|Chỉ|Kế|Quyết)| về )/giu;
const LAW =
  /(?<![\p{L}])((?:(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Điều lệ|Quy chế (?:làm việc|hoạt động|tổ chức|bầu cử)) (?!số|này|có liên quan|liên quan))[^;.]*?)(?=$|[;.]|,? (?:ngày|năm \d|số \d|và (?:Luật|các|Bộ luật|Nghị|văn bản|Quy|Chỉ thị|Kết luận|Hướng dẫn|Điều lệ|Chương trình|Kế hoạch))|, (?:Luật|Bộ luật|Nghị|Quy|Điều lệ|Ủy ban|UBND|Ban |Sở |Đảng ủy|Chi bộ ))/gu;

/** Kinds of laws by the word their name begins with. */
const LAW_TYPES: readonly [string, CitedType][] = [
  ['Bộ luật', 'bo-luat'],
  ['Luật', 'luat'],
  ['Pháp lệnh', 'phap-lenh'],
  ['Hiến pháp', 'hien-phap'],
  ['Điều lệ', 'dieu-le'],
  ['Quy chế', 'quy-che'],
];

/** The documents an opening rests on: numbered ones, each once, and laws by name. `paragraphs` are those of the opening. */
export function readLegalBases(source: Source, paragraphs: readonly Span[]): Citation[] {
  const bases: Citation[] = [];
  let going = false;
  for (const paragraph of paragraphs) {
    const text = source.plain.slice(paragraph.start, paragraph.end);
    const starts = /^[-+* ]*/u.exec(text)![0].length;
    const rests = RESTS.exec(text.slice(0, starts + 300));
    // A paragraph that tells what was or is goes on with no basis; one after `căn cứ` without its own verb may go on listing.
    if (!rests && !(going && /^[-+* ]*(?:Nghị|Quyết|Chỉ|Kế|Luật|Kết|Hướng|Thông|Công|Quy|Chương|Văn)/u.test(text))) {
      going = false;
      continue;
    }
    if (rests && rests.index > starts + 200 && !/^[-+* ]*(?:căn cứ|thực hiện|triển khai|thi hành|để|theo|xét)/iu.test(text)) continue;
    if (/^[-+* ]*(?:tuy nhiên|thời gian qua|sau \d|qua |trong thời gian|ngày \d|trong năm|năm \d)/iu.test(text)) continue;
    going = true;
    for (const base of [...citationsIn(source, paragraph), ...lawsIn(source, paragraph), ...congressesIn(source, paragraph)].sort(
      (a, b) => a.evidence.start - b.evidence.start,
    ))
      add(bases, base);
  }
  return bases;
}

function add(bases: Citation[], base: Citation): void {
  const known = bases.find((each) =>
    base.number === null
      ? each.number === null && same(each.subject, base.subject)
      : each.number !== null && same(each.number, base.number),
  );
  if (!known) bases.push({ ...base, evidence: { ...base.evidence, rule: base.number === null ? 'basis.law' : 'basis.numbered' } });
  else if (known.subject === null && base.subject !== null) known.subject = base.subject;
}

function same(a: string | null, b: string | null): boolean {
  const plain = (text: string | null) => (text ?? '').toLowerCase().replace(/\s/gu, '');
  return plain(a) === plain(b);
}

function congressesIn(source: Source, span: Span): Citation[] {
  return [...source.plain.slice(span.start, span.end).matchAll(CONGRESS)].flatMap((found): Citation[] => {
    const name = found[1]!.replace(/[, ]+$/u, '');
    if (name.length > 200 || /số \d/u.test(name)) return [];
    const start = span.start + found.index + found[0].length - found[1]!.length;
    const evidence = evidenceOf(source, { start, end: start + name.length }, 'basis.congress', 0.6);
    return [
      {
        number: null,
        docType: 'nghi-quyet',
        date: null,
        issuer: null,
        subject: tidy(source.text.slice(start, start + name.length)),
        evidence,
      },
    ];
  });
}

function lawsIn(source: Source, span: Span): Citation[] {
  const text = source.plain.slice(span.start, span.end);
  return [...text.matchAll(LAW)].flatMap((found): Citation[] => {
    const name = found[1]!.replace(/[, ]+$/u, '');
    const before = text.slice(Math.max(0, found.index - 40), found.index);
    // A law named inside another document's subject is not what this paper rests on.
    if (
      /(?:thi hành|của|một số điều của|chi tiết|theo|về|trong|triển khai|phổ biến|sửa đổi,? bổ sung|điều của) $/iu.test(before) &&
      !/(?:^|[;.]\s*)(?:-? ?)(?:căn cứ|thực hiện) $/iu.test(before)
    )
      return [];
    if (name.length < 8 || name.length > 220) return [];
    const after = text.slice(found.index + name.length, found.index + name.length + 40);
    const dated = /^,? ngày (\d{1,2}) ?(?:tháng|\/) ?(\d{1,2}) ?(?:năm|\/) ?(\d{4})/u.exec(after);
    const start = span.start + found.index;
    const iso = dated ? `${dated[3]}-${dated[2]!.padStart(2, '0')}-${dated[1]!.padStart(2, '0')}` : null;
    const docType = LAW_TYPES.find(([words]) => name.startsWith(words))![1];
    return [
      {
        number: null,
        docType,
        date: iso,
        issuer: null,
        subject: tidy(source.text.slice(start, start + name.length)),
        evidence: evidenceOf(source, { start, end: start + name.length }, 'basis.law', 0.8),
      },
    ];
  });
}
