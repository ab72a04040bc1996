/** The rules of dependency-cruiser, made from the table in layers.cjs: change the table, not this file. */

const swc = require('@swc/core');
const { rooms, packages } = require('./layers.cjs');

// dependency-cruiser asks swc for TypeScript without JSX, which files that end with x have.
const { parseFileSync } = swc;
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith('x') });

const names = Object.keys(rooms);
const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '[^/]+' : `\\${sign}`));

/** What a room may not import: every room that its line does not name. */
const roomRules = names
  .filter((room) => rooms[room].imports.length < names.length - 1)
  .map((room) => ({
    name: `${room}-imports`,
    comment: `${rooms[room].why} It may import: ${rooms[room].imports.join(', ') || 'nothing of ours'}.`,
    severity: 'error',
    from: { path: `^${room}/` },
    to: { path: `^(${names.join('|')})/`, pathNot: `^(${[room, ...rooms[room].imports].join('|')})/` },
  }));

/** Of some rooms only a few files may be imported. */
const fileRules = names.flatMap((room) =>
  Object.entries(rooms[room].only ?? {}).map(([target, files]) => ({
    name: `${room}-imports-of-${target}`,
    comment: `${rooms[room].why} Of ${target}/ it may import: ${files.join(', ')}.`,
    severity: 'error',
    from: { path: `^${room}/` },
    to: { path: `^${target}/`, pathNot: `^${target}/(${files.join('|')})(\\.ts|/)` },
  })),
);

/** A file name begins with its place ('contract/plan-file' covers plan-file.ts and plan-file-words.ts); a room covers all its files. */
const placed = (place) => (place.includes('/') ? `^${place}` : `^${place}/`);

const packageRules = packages.map(({ names: allowed, where, why }) => ({
  name: `${allowed[0].replace(/\/\*$/, '')}-only-in-its-room`,
  comment: `${why} Allowed in: ${where.join(', ')}.`,
  severity: 'error',
  from: { path: `^(${names.join('|')})/`, pathNot: [...where, 'test', 'bench', 'prove'].map(placed).join('|') },
  to: { path: `(^|/)node_modules/(${allowed.map(escaped).join('|')})/` },
}));

const pure = names.filter((room) => !rooms[room].node && !rooms[room].browser).join('|');
const pureRules = [
  {
    name: 'no-node-where-workflows-run',
    comment: 'This room runs in the workflow sandbox: what needs Node is an activity, or a value passed in.',
    severity: 'error',
    from: { path: `^(${pure})/` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'domain-imports-no-package',
    comment: 'domain/ imports nothing. Write the few lines it needs there.',
    severity: 'error',
    from: { path: '^(domain|i18n)/' },
    to: { path: 'node_modules/' },
  },
  {
    name: 'bundle-stays-small',
    comment:
      'zod and yaml must not reach the workflow bundle, not even through others: import types, or move the shape to contract/messages.',
    severity: 'error',
    from: { path: '^workflows/' },
    to: { path: 'node_modules/(zod|yaml)/', reachable: true },
  },
];

const generalRules = [
  {
    name: 'no-circle',
    comment: 'Files that import each other are one thought in two places: move what both need into a third, or join them. Types count too.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'not-found',
    comment: 'The file or package is not there: mind the .js ending, and npm ci.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'tools-stay-out',
    comment: 'A tool for development is not there in production: make it a dependency, or do without.',
    severity: 'error',
    from: { path: `^(${names.join('|')})/`, pathNot: '^(test|bench|prove|start/demo)' },
    to: { dependencyTypes: ['npm-dev'] },
  },
  {
    name: 'no-vague-folder',
    comment: 'No folder called utils, common, shared, helpers or lib: name it by what lives there.',
    severity: 'error',
    from: {},
    to: { path: '(^|/)(utils|common|shared|helpers|lib)/', pathNot: 'node_modules/' },
  },
];

module.exports = {
  forbidden: [...roomRules, ...fileRules, ...packageRules, ...pureRules, ...generalRules],
  options: {
    // TypeScript 7 has no compiler API, so swc reads the files.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|reports)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      conditionNames: ['import', 'node', 'default'],
      exportsFields: ['exports'],
    },
    cache: false,
  },
};
