/** What Stryker runs: the tests of the rules alone, without coverage of jest's own. */
module.exports = { ...require('./jest.config.cjs'), roots: ['<rootDir>/test/domain'], maxWorkers: 1 };
