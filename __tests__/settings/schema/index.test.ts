import { endpoint, problemsOf, settings } from '../../support/settings';

test.each<[string, unknown, string]>([
  ['nothing', undefined, ': is missing: write an object of settings'],
  ['a text', 'dev', ": 'dev' is not an object of settings"],
  ['a list', [], ': [] is not an object of settings'],
  ['a missing field', { network: settings().network }, "region: is missing: write an AWS region, such as 'eu-west-1'"],
  ['a wrong type', settings({ region: 1 as never }), "region: 1 is not an AWS region: write for example 'eu-west-1'"],
  [
    'a wrong form',
    settings({ region: 'eu-west' }),
    "region: 'eu-west' is not an AWS region: write for example 'eu-west-1'",
  ],
  ['null', settings({ accountId: null as never }), 'accountId: null is not an account id of 12 digits, as a text'],
  [
    'a number for an account',
    settings({ accountId: 111122223333 as never }),
    'accountId: 111122223333 is not an account id',
  ],
  ['a typing error', { ...settings(), regoin: 1 }, 'regoin: is an unknown field: did you mean region?'],
  [
    'a probe that is no flag',
    settings({ probe: 'yes' as never }),
    "probe: 'yes' is not true or false: write for example true",
  ],
  [
    'a field of nothing',
    { ...settings(), foo: 1 },
    'foo: is an unknown field: the fields here are region, accountId, tags,',
  ],
  ['a tag', settings({ tags: { cost: 7 as never } }), 'tags.cost: 7 is not a text: write for example'],
  [
    'a boundary',
    settings({ iam: { permissionsBoundaryArn: 'boundary' } }),
    "iam.permissionsBoundaryArn: 'boundary' is not the ARN of an IAM policy",
  ],
  [
    'a path',
    settings({ iam: { path: 'inference' } }),
    "iam.path: 'inference' is not an IAM path, with a slash at both ends",
  ],
  ['protect', settings({ protect: 'yes' as never }), "protect: 'yes' is not true or false"],
  ['endpoints as a list', settings({ endpoints: [endpoint()] as never }), 'endpoints: [ { model: {'],
])('%s', (_, input, expected) => {
  expect(problemsOf(input).map((problem) => problem.slice(0, expected.length))).toContain(expected);
});
