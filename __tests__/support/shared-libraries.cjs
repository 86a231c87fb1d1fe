/**
 * jest's runtime, except that a worker loads the libraries below once for all of its test files, and not again for each:
 * loading cdktf and the provider's resources takes longer than most tests. None of them carries anything from one test
 * to the next.
 */
const Runtime = require('jest-runtime').default;

require('../../loader/warnings.cjs');

const SHARED = /^(cdktf|constructs|fast-check|zod|@cdktf\/provider-aws\/.*)$/;

// cdktf captures an unlimited stack trace with every token, which is most of the time that building a tree takes.
require('cdktf/lib/tokens/private/stack-trace').captureStackTrace = () => [];

exports.default = class extends Runtime {
  requireModuleOrMock(from, name) {
    return SHARED.test(name) ? require(name) : super.requireModuleOrMock(from, name);
  }
};
exports.__esModule = true;
