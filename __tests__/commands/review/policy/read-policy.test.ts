import { comparePolicies } from '../../../../commands/review/policy/compare';
import { allow, policy } from './policy-text';

describe('what cannot be told', () => {
  test.each([
    ['', 'it is no JSON'],
    ['{', 'it is no JSON'],
    ['null', 'it is no JSON object'],
    ['[]', 'it is no JSON object'],
    ['{}', 'it has no Statement'],
    ['{"Version":"2030-01-01","Statement":[]}', 'its Version is unknown'],
    ['{"Statement":[],"Extra":1}', 'it has an element other than Version, Id, Statement'],
    ['{"Statement":[{"Effect":"Allow","Action":"*","Action":"s3:Get:*","Resource":"*"}]}', 'it has an element twice'],
    ['{"Statement":["Allow"]}', 'a statement is no JSON object'],
    [policy(allow({ Effect: 'allow' })), 'the Effect of a statement is unknown'],
    [policy(allow({ Action: undefined })), 'a statement has no Action'],
    [policy(allow({ NotAction: 's3:*' })), 'a statement has both Action and NotAction'],
    [policy(allow({ Resource: [] })), 'a statement has no value for Resource'],
    [policy(allow({ Action: 5 })), 'a statement has a value of Action that is no text'],
    [policy(allow({ Principal: { Robot: '*' } })), 'it has a kind of Principal that is unknown'],
    [policy(allow({ Condition: { StringEquals: 'a' } })), 'a Condition is no JSON object'],
    [policy(allow({ Condition: { StringEquals: { k: null } } })), 'a Condition has a value that is no text'],
    [
      policy(allow({ Condition: { StringEquals: { k: 'a', K: 'b' } } })),
      'a Condition has a key twice, in upper and lower case',
    ],
  ])('%j: %s', (text, why) => {
    expect(comparePolicies(text, policy())).toEqual({
      answer: 'cannot tell',
      why: `the policy before is not understood: ${why}`,
    });
    expect(comparePolicies(policy(), text)).toEqual({
      answer: 'cannot tell',
      why: `the policy after is not understood: ${why}`,
    });
  });

  test('a policy that is longer than AWS takes is not read', () => {
    expect(comparePolicies(policy(), policy(allow({ Sid: 'S'.repeat(50_000) })))).toEqual({
      answer: 'cannot tell',
      why: 'the policy after is not understood: it is longer than AWS takes',
    });
  });
});
