import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { Embedded } from './embedded.js';
import type { Sample } from './sample.js';

/** What a person sees when the embedded parts are up: the address, what is not promised, and the next command to try. */
export function banner(running: Pick<Embedded, 'url' | 'records' | 'tokenFile'>, config: Config, sample?: Sample): string {
  const { url, records, tokenFile } = running;
  const promise =
    records === 'PGlite'
      ? [
          '  Bản chạy thử: chịu được tiến trình bị tắt đột ngột, không chịu được mất điện.',
          '  Trial setting: survives kill -9, not a power cut (PGlite never calls fsync). About 600 MB of memory.',
        ]
      : [];
  const token = sample ? join(sample.tokens, 'issuer-tu') : tokenFile;
  const next = sample ? `npx dondoc plan issue ${join(sample.plans, 'plan-77-kh-tu.yaml')}` : 'npx dondoc unit import examples/units.csv';
  return [
    '',
    `  Dondoc  ${url}/api/v1        ${url}/api/v1/docs`,
    ...promise,
    '',
    ...(sample ? [`  ${sample.people} người dùng mẫu / sample people: ${sample.tokens}/`] : []),
    `  Mã quản trị / administrator's token: ${tokenFile}`,
    '',
    '  Thử tiếp / try next:',
    `    export DONDOC_URL=${url} DONDOC_TOKEN_FILE=${token}`,
    `    ${next}`,
    '',
    `  Dữ liệu / data: ${config.dataDir}        Ctrl-C: dừng / stop`,
    '',
  ].join('\n');
}
