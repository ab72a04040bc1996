import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const API = 'http://127.0.0.1:7080';
const PAGES = fileURLToPath(new URL('../dist/web', import.meta.url));
/** Files that compress; fonts and pictures are compressed as they are. */
const TEXT = /\.(js|css|html|svg)$/;

/** Writes each text file of the built pages in Brotli and gzip as well, once, at the highest level: http/ sends the one the browser takes. */
function compressed() {
  return {
    name: 'compressed',
    apply: 'build',
    closeBundle() {
      for (const file of readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((path) => TEXT.test(path))) {
        const bytes = readFileSync(join(PAGES, file));
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(join(PAGES, `${file}.br`), brotliCompressSync(bytes, { params }));
        writeFileSync(join(PAGES, `${file}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

/**
 * How the pages are built into dist/web, which http/ serves, and how `npx vite web` serves them while they are written, with the API of a
 * Dondoc that runs beside it. JSX and TypeScript are Vite's own.
 */
export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [compressed()],
  // Directives for servers that render React mean nothing in a browser.
  build: {
    rolldownOptions: { checks: { moduleLevelDirective: false } },
    outDir: '../dist/web',
    emptyOutDir: true,
    // Everything from its own address: the page's policy allows no data: and no inline code.
    assetsInlineLimit: 0,
    target: ['chrome109', 'firefox115', 'safari16.4'],
  },
  server: { host: '127.0.0.1', port: 7081, proxy: { '/api/v1': API } },
};
