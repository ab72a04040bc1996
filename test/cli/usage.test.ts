import { inside as run } from './inside.js';

describe('a call that is not right ends with 2 and says what is meant', () => {
  it.each([
    [['start', '--prot', '80'], 'Không có tùy chọn “--prot”', 'Có phải là --port?'],
    [['plan', 'isue', 'x'], 'Không có lệnh “isue”', 'Có phải là issue?'],
    [['unknown'], 'Không có lệnh “unknown”', ''],
    [['receipt', '77-KH/TU'], 'Thiếu tham số <tổ-chức>', ''],
    [['receipt', 'a', 'b', 'c'], 'Thừa tham số', ''],
    [['report', 'return', 'a', 'b', 'c', '2026'], 'Thiếu tùy chọn “--reason', ''],
    [['plan', 'list', '--status', 'gone'], 'không nhận “gone”; có thể là: draft, issued', ''],
    [['urge', 'a', 'b', 'c', '--text'], 'cần một giá trị', ''],
    [['--lang', 'fr', 'plan', 'list'], 'có thể là: vi, en', ''],
    [['plan', 'check', 'x.yaml', '--on', '2026-01-01', '--units'], 'cần một giá trị', ''],
    [['report', 'draft', 'abcdefghijkl', 'b', 'c', '2026', '--as', '../../etc/passwd'], 'không phải là tên người dùng', ''],
    [['plan', 'list', '--url', 'not an address'], 'Địa chỉ “not an address” không dùng được', ''],
    [['progress', 'abcdefghijkl', 'b', 'c', '--percent', '130'], '“130” của --percent phải là số từ 0 đến 100', ''],
    [['token', 'create', 'someone', '--label', 'x', '--expires', '2026-02-30'], '“2026-02-30” của --expires', ''],
  ])('%j', async (args, said, meant) => {
    const { code, out, err } = await run(args, { DONDOC_TOKEN: 'x' });
    expect(err).toContain(said);
    expect(err).toContain(meant);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it.each([[[]], [['plan']], [['report']]])('no arguments after %j: how it is called', async (args) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain('Cách gọi:');
    expect(err).toContain('Lệnh:');
  });
});

describe('help and version', () => {
  it('are no failure, and go to standard output', async () => {
    const [help, version] = await Promise.all([run(['plan', 'issue', '--help']), run(['--version'])]);
    expect([help.code, help.err, version.code, version.err]).toEqual([0, '', 0, '']);
    expect(help.out).toContain('Cách gọi: dondoc plan issue [tùy chọn] <tệp-hoặc-kế-hoạch>');
    expect(version.out).toBe('1.2.3\n');
  });

  it.each([
    [{ DONDOC_LANGUAGE: 'en' }, [], 'Usage:'],
    [{ DONDOC_LANGUAGE: 'en' }, ['--lang', 'vi'], 'Cách gọi:'],
    [{ LANG: 'en_US.UTF-8' }, [], 'Usage:'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'vi_VN.UTF-8' }, [], 'Cách gọi:'],
    [{ LANG: 'C.UTF-8' }, [], 'Cách gọi:'],
    [{ LANG: 'en_US.UTF-8', DONDOC_LANGUAGE: 'vi' }, ['--lang=en'], 'Usage:'],
  ])('speak the language asked for: %j %j', async (env, args, said) => {
    expect((await run(['--help', ...args], env)).out).toContain(said);
  });

  it('tell every command in both languages, on lines of at most 100 columns', async () => {
    for (const lang of ['vi', 'en']) {
      const { out } = await run(['--help', '--lang', lang]);
      for (const name of 'plan report receipt progress urge review-decision guidance inbox notices timeline consolidated audit token start migrate doctor'.split(
        ' ',
      ))
        expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
      expect(Math.max(...out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(100);
    }
  });
});

describe('the environment', () => {
  it.each([
    [{ DONDOC_LANGUAGE: 'fr' }, ['plan', 'list'], 78, 'DONDOC_LANGUAGE = “fr”'],
    [{ PORT: '99999' }, ['plan', 'list'], 78, 'PORT = “99999”'],
    [{ DONDOC_URL: 'ftp://x' }, ['plan', 'list'], 78, 'DONDOC_URL'],
    [{ DONDOC_TOKEN_FILE: '/nowhere/token' }, ['plan', 'list'], 78, '/nowhere/token'],
    [{ DONDOC_DATA: '/nowhere' }, ['plan', 'list', '--as', 'issuer-tu'], 78, '/nowhere/tokens/issuer-tu'],
    [{}, ['plan', 'list'], 77, 'Chưa có mã truy cập'],
    [{ DATABASE_URL: 'postgres://dondoc:secret-word@127.0.0.1:1/x' }, ['doctor'], 69, '127.0.0.1:1'],
    [{ DONDOC_DATA: '/nowhere' }, ['doctor'], 73, '/nowhere'],
    [{ DONDOC_DATA: '/nowhere' }, ['migrate'], 73, '/nowhere'],
  ])('%j %j ends with %i and names what is wrong', async (env, args, exit, named) => {
    const { code, err } = await run(args, env as Record<string, string>);
    expect(err).toContain(named);
    expect(err).not.toContain('secret-word');
    expect(code).toBe(exit);
  });
});
