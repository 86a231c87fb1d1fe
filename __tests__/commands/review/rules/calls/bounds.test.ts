import { reviewPlans } from '../../../../../commands/review/review';
import { changeOf, deployed } from '../../support/change';

const endpoint = deployed('endpoint-swap', 'test-churn');

test('boundaries that are added together are shown together', () => {
  const bounded = (name: string) =>
    changeOf(`aws_iam_role.${name}`, { name }, { name, permissions_boundary: 'arn:aws:iam::123456789012:policy/b' });
  const plan = { ...endpoint, changes: [...endpoint.changes, bounded('x'), bounded('y')] };
  const causes = reviewPlans([plan]).stacks.flatMap(({ findings }) =>
    findings.flatMap(({ rule, cause }) => (rule === 'boundary-added' ? [cause] : [])),
  );
  expect(causes).toEqual(['A permissions boundary is added', 'A permissions boundary is added']);
});
