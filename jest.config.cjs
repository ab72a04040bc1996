/** Jest runs the TypeScript as it stands, compiled by swc to CommonJS, so no build is needed before `npx jest test/domain/day.test.ts`. */

// Packages that jest can't load as they are, so swc compiles these too: ES modules only, or CommonJS that calls import().
const compiled = [
  'uuid',
  'content-disposition',
  'cookie',
  '@electric-sql/pglite',
  '@fastify/cookie',
  '@scure/base',
  '@noble/hashes',
  'openid-client',
  'oauth4webapi',
  'jose',
];

const swc = [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
    module: { type: 'commonjs' },
  },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testTimeout: 300_000,
  transform: { '\\.[cm]?[jt]s$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${compiled.join('|')})/)`],
  // Sources import './day.js' as Node will load it; here the file is still day.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/', '<rootDir>/.dondoc/'],
  maxWorkers: 2,
  // Asked for with --coverage (npm run test:domain:coverage): only the rules have a bound.
  coverageProvider: 'v8',
  collectCoverageFrom: ['domain/**/*.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'html'],
  coverageThreshold: { global: { branches: 90 } },
};
