import { parseAcceptedFindings, readAcceptedFindings } from '../../../commands/review/accepted-findings';
import { reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { fixture } from './fixtures';

const accept = (...entries: readonly object[]) => parseAcceptedFindings('review.accept.json', JSON.stringify(entries));
const IT = {
  rule: 'endpoint-removed',
  address: 'aws_sagemaker_endpoint.endpoint_endpoint',
  reason: 'It is replaced by another.',
  until: '2027-01-31',
};
const review = (entries: readonly object[], today = '2027-01-31') =>
  reviewPlans([fixture('endpoint-destroyed', 'e-x')], { accepted: accept(...entries), today });

test('what is accepted does not count, and is shown with why', () => {
  expect(review([]).verdict).toBe('danger');
  const accepted = review([IT]);
  expect(accepted.verdict).toBe('changes');
  expect(accepted.stacks[0]?.findings[0]?.accepted).toEqual({ reason: IT.reason, until: IT.until });
  expect(reviewMarkdown(accepted)).toMatch(/^## ✅ No danger found in \d+ changes of `e-x`; 1 accepted\n/);
  expect(reviewMarkdown(accepted)).toContain(
    '☑️ `e-x` `aws_sagemaker_endpoint.endpoint_endpoint`: The endpoint is deleted: every call fails from then on. <sub>endpoint-removed</sub> Accepted until 2027-01-31: It is replaced by another.',
  );
});

test('only until that day, for that rule, address and stack', () => {
  const late = review([IT], '2027-02-01');
  expect(late.verdict).toBe('danger');
  expect(late.stacks[0]?.findings[0]?.message).toContain('It was accepted until 2027-01-31.');
  expect(review([{ ...IT, rule: 'data-removed' }]).verdict).toBe('danger');
  expect(review([{ ...IT, address: 'aws_sagemaker_endpoint.other' }]).verdict).toBe('danger');
  expect(review([{ ...IT, stack: 'e-y' }]).verdict).toBe('danger');
  expect(review([{ ...IT, stack: 'e-x' }]).verdict).toBe('changes');
});

test.each([
  ['no JSON', 'review.accept.json is no JSON: write a list of { rule, address, stack?, reason, until }'],
  ['{}', 'the file: Invalid input: expected array'],
  [JSON.stringify([{ ...IT, until: '2027-02-30' }]), '0.until: is no date such as 2027-01-31'],
  [JSON.stringify([{ ...IT, until: '2027-13-01' }]), '0.until: is no date such as 2027-01-31'],
  [JSON.stringify([{ ...IT, until: '+012027-01-01' }]), '0.until: is no date such as 2027-01-31'],
  [JSON.stringify([IT, { ...IT, reason: ' ' }]), '1.reason: Too small'],
  [JSON.stringify([{ ...IT, addres: 'x' }]), '0: Unrecognized key: "addres"'],
])('%s is no file of accepted findings', (text, message) => {
  expect(() => parseAcceptedFindings('review.accept.json', text)).toThrow(message);
});

test('a file that is not there is named', () => {
  expect(() => readAcceptedFindings('/nowhere/x.json')).toThrow('/nowhere/x.json cannot be read: ENOENT');
});
