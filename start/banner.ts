import { join } from 'node:path';
import type { Embedded } from './embedded.js';
import { FIRST_ADMINISTRATOR } from './first-administrator.js';
import type { Sample } from './sample.js';

/** What a person sees when the embedded parts are up: the address, what is not promised, and the next command to try. */
export function banner(
  running: Pick<Embedded, 'url' | 'tokenFile' | 'dataDir'> & { records: Pick<Embedded['records'], 'kind'> },
  sample?: Sample,
): string {
  const { url, records, tokenFile, dataDir } = running;
  const promise =
    records.kind === 'PGlite'
      ? [
          '  Bản chạy thử: chịu được tiến trình bị tắt đột ngột, không chịu được mất điện. Khoảng 600 MB bộ nhớ.',
          '  Trial setting: survives kill -9, not a power cut (PGlite never calls fsync). About 600 MB of memory.',
          '',
        ]
      : [];
  const token = sample ? join(sample.tokens, 'issuer-tu') : tokenFile;
  const next = sample
    ? [`npx dondoc plan issue ${join(sample.plans, 'plan-77-kh-tu.yaml')}`]
    : ['npx dondoc unit import examples/units.csv', `# ${'npm start -- --sample: nạp sẵn tổ chức mẫu / with the sample organisation'}`];
  return [
    '',
    `  Dondoc         ${url}`,
    `  API              ${url}/api/v1`,
    `  Tài liệu / docs  ${url}/api/v1/docs`,
    '',
    ...promise,
    ...(sample ? [`  ${sample.people} người dùng mẫu, mỗi người một mã / sample people, a token each: ${sample.tokens}`] : []),
    `  Mã quản trị / administrator's token: ${tokenFile}`,
    `  Mật khẩu dùng một lần của ${FIRST_ADMINISTRATOR} / its one-time password: ${join(dataDir, 'administrator.password')}`,
    `  Dữ liệu / data: ${dataDir}`,
    '',
    '  Thử tiếp, ở cửa sổ khác / try next, in another window:',
    `    export DONDOC_URL=${url} DONDOC_TOKEN_FILE=${token}`,
    ...next.map((line) => `    ${line}`),
    '',
    '  Ctrl-C: dừng / stop',
    '',
  ].join('\n');
}
