import { existingNetwork, resolved, settings } from '../support/settings';
import { synthesizeEnvironments } from '../support/synthesized';
import { everything } from '../terraform/support/every-kind';

const GROUPS_AND_RULES = [
  'aws_security_group',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
];
/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html: no quotes, no apostrophe. */
const VALID = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

test.each([
  ['a new VPC, with everything', everything],
  ['an existing VPC', settings({ network: existingNetwork() })],
])('EC2 accepts the description of every security group and rule: %s', (_, environment) => {
  const descriptions = Object.values(synthesizeEnvironments(resolved(environment))).flatMap(({ resource = {} }) =>
    GROUPS_AND_RULES.flatMap((type) =>
      Object.entries(resource[type] ?? {}).map(([name, { description }]) => [name, description] as const),
    ),
  );
  expect(descriptions).not.toEqual([]);
  expect(descriptions.filter(([, description]) => !VALID.test(String(description)))).toEqual([]);
});
