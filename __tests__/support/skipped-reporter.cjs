/** Says at the end of a run which tests were skipped for want of a tool: see test-with.ts. */
module.exports = class SkippedReporter {
  onRunComplete(_, { testResults }) {
    const names = testResults.flatMap((file) => file.testResults.map(({ title }) => title));
    for (const name of names.filter((one) => one.includes('(skipped: '))) process.stderr.write(`${name}\n`);
  }
};
