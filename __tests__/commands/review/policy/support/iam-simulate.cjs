/*
 * Asks an IAM simulator that was written elsewhere. It is under the AGPL: nothing imports it, and this program, which
 * does, is run by itself and speaks JSON. From the standard input it takes statements and requests; for each statement
 * it prints, as a string of 0 and 1, which of the requests the statement is about.
 */
const { runUnsafeSimulation } = require('@cloud-copilot/iam-simulate');

const ACCOUNT = '111122223333';

const isAbout = (statement, { action, resource, context }) => {
  const simulation = {
    request: {
      principal: `arn:aws:iam::${ACCOUNT}:user/someone`,
      action,
      resource: { resource, accountId: ACCOUNT },
      contextVariables: context,
    },
    identityPolicies: [
      // That a statement is about a request shows when it allows it.
      { name: 'policy', policy: { Version: '2012-10-17', Statement: [{ ...statement, Effect: 'Allow' }] } },
    ],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  return runUnsafeSimulation(simulation, {}) === 'Allowed';
};

let input = '';
process.stdin.on('data', (data) => (input += data));
process.stdin.on('end', () => {
  const { statements, requests } = JSON.parse(input);
  const answers = statements.map((statement) =>
    requests.map((request) => Number(isAbout(statement, request))).join(''),
  );
  process.stdout.write(JSON.stringify(answers));
});
