import { groupDigest } from '../../domain/digest.js';
import { renderDigest, renderImmediate, TEMPLATE_VERSION } from '../../notify/letter.js';
import type { MailReferences } from '../../notify/reference.js';
import { aNotice } from '../builders/notice.js';

const references: MailReferences = {
  symbolOf: (plan) => (plan === 'plan00000001' ? '132-KH/TU' : undefined),
  clauseOf: (_, item) => (item === 'annual' ? 'III.2' : undefined),
  codeOf: (unit) => (unit === 'unitA' ? 'DU-A' : undefined),
};
const vi = { language: 'vi', references, baseUrl: 'https://dondoc.example/' } as const;
const en = { ...vi, language: 'en' } as const;

const overdue = aNotice({ kind: 'reminded', tier: 'overdue', data: { n: 1, dueMs: aNotice().data['dueMs']! }, item: 't1', period: 'once' });
const digest = (context: Parameters<typeof renderDigest>[1] = { ...vi, day: '2026-11-13' }) =>
  renderDigest(groupDigest([aNotice(), overdue]), context)!;

describe('renderDigest', () => {
  test('one letter tells plans, tiers, due days, reasons and links', () => {
    const { subject, text, templateVersion, language, unsubscribeUrl, plan } = digest();
    expect(subject).toBe('Tổng hợp ngày 13/11/2026: 1 quá hạn, 1 sắp đến hạn');
    expect(text).toBe(`Kính gửi đồng chí,

Tổng hợp những việc cần đồng chí lưu ý đến 08 giờ ngày 13/11/2026.

132-KH/TU
- [Quá hạn] Nhắc việc quá hạn: nội dung t1
  Đã qua hạn mà chưa ghi nhận hoàn thành. Hạn: 20/11/2026. Đơn vị: DU-A.
  Vì sao: Điểm nhắc T+1 sau hạn, ngày 13/11/2026.
- [Sắp đến hạn] Sắp đến hạn: mục III.2 (năm 2026)
  Chưa ghi nhận hoàn thành. Hạn: 20/11/2026. Đơn vị: DU-A.
  Vì sao: Điểm nhắc T−7 theo lịch nhắc của kế hoạch, ngày 13/11/2026; điểm rơi vào ngày nghỉ chuyển về ngày làm việc trước đó.
https://dondoc.example/plans/plan00000001

Xem nội dung trong hệ thống:
https://dondoc.example/inbox

-- 
Thư này gửi mỗi ngày không quá một lần, chỉ khi có việc. Thư không chứa nội dung văn bản.
`);
    expect([templateVersion, language, unsubscribeUrl, plan]).toEqual([TEMPLATE_VERSION, 'vi', undefined, undefined]);
  });

  test('it is written in the language of its reader', () => {
    const { subject, text, html } = digest({ ...en, day: '2026-11-13', unsubscribeUrl: 'https://dondoc.example/u/1' });
    expect(subject).toBe('Digest of 2026-11-13: 1 overdue, 1 near due');
    expect(text).toContain('Dear Comrade,');
    expect(html).toContain('<html lang="en">');
    expect(text + html).not.toMatch(/[ạảấầẩậắằặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷỵ]/);
  });

  test('nothing to say makes no letter', () => {
    expect(renderDigest([], { ...vi, day: '2026-11-13' })).toBeUndefined();
  });

  test('the way to stop it is kept with the letter', () => {
    expect(digest({ ...vi, day: '2026-11-13', unsubscribeUrl: 'https://dondoc.example/u/1' }).unsubscribeUrl).toBe(
      'https://dondoc.example/u/1',
    );
  });

  test('a long day is cut at fifty lines, and the rest is counted', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      aNotice({ plan: `plan${index % 3}`, item: `i${String(index).padStart(2, '0')}` }),
    );
    const { text, subject } = renderDigest(groupDigest(many), { ...vi, day: '2026-11-13' })!;
    expect(text.match(/^- /gm)).toHaveLength(50);
    expect(text).toContain('Còn 10 nội dung khác, xem trong hệ thống.');
    expect(subject).toContain('60 sắp đến hạn');
    expect(text).toContain('\nKế hoạch chưa có số\n- ');
  });

  test('a line of bodies one person acts for is said as a list', () => {
    const both = groupDigest([aNotice(), aNotice({ unit: 'unitB', body: 'unitB' })]);
    expect(renderDigest(both, { ...vi, day: '2026-11-13' })!.text).toContain('2 đơn vị: DU-A, unitB.');
  });
});

describe('renderImmediate', () => {
  const notice = aNotice({ kind: 'returned', urgency: 'now', tier: 'behind', data: { version: 1, repairDueMs: aNotice().data['dueMs']! } });

  test('it says one thing and links to it', () => {
    const { subject, text, plan } = renderImmediate(notice, vi);
    expect(subject).toBe('Báo cáo bị trả lại: mục III.2 (năm 2026)');
    expect(text).toContain('Sửa và gửi lại chậm nhất hết ngày 20/11/2026; lý do xem trong hệ thống.');
    expect(text).toContain('https://dondoc.example/plans/plan00000001');
    expect(plan).toBe('plan00000001');
  });

  test('what comes without a tier carries no mark', () => {
    const { text } = renderImmediate(aNotice({ kind: 'accepted', tier: undefined, data: { version: 1 } }), vi);
    expect(text).toContain('- Báo cáo đã được chấp nhận');
  });
});

describe('what a letter may hold', () => {
  test('a clause that is prose is left out: the item goes by its id', () => {
    const prose = { ...references, clauseOf: () => 'Câu chữ của văn bản không được rời hệ thống' };
    const { text, html } = renderImmediate(aNotice(), { ...vi, references: prose });
    expect(text).toContain('nội dung annual (năm 2026)');
    expect(text + html).not.toContain('Câu chữ');
  });

  test('markup in what is referred to is shown, never run', () => {
    const hostile = { symbolOf: () => `<script>alert('x')</script>&"`, clauseOf: () => '<b>', codeOf: () => '"><img src=x>' };
    const context = { ...vi, references: hostile, baseUrl: 'https://x.example/"><script>' };
    const letters = [renderImmediate(aNotice(), context), renderDigest(groupDigest([aNotice()]), { ...context, day: '2026-11-13' })!];
    for (const { html, text } of letters) {
      expect(html).not.toMatch(/<script|<img|<b>/);
      expect(html).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;');
      expect(html.match(/href="[^"]*"/g)!.every((href) => !href.includes('<'))).toBe(true);
      expect(text).toContain(`<script>alert('x')</script>`);
    }
  });

  test('templates of other makers are no templates here', () => {
    const odd = { ...references, symbolOf: () => '{{constructor}} ${7*7} {day}' };
    expect(renderImmediate(aNotice(), { ...vi, references: odd }).text).toContain('\n{{constructor}} ${7*7} {day}\n- ');
  });
});
