import { fileURLToPath } from 'node:url';

const API = 'http://127.0.0.1:7080';

/**
 * How the pages are built into dist/web, which http/ serves, and how `npx vite web` serves them while they are written, with the API of a
 * Dondoc that runs beside it. JSX and TypeScript are Vite's own; no plugin is needed.
 */
export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
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
