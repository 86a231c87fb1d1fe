import { httpsOpen } from '../../../../../commands/review/rules/exposure/https-open';
import { parsePlan } from '../../../../../commands/review/plan/parse';

/** A plan that lets a block reach port 443. */
const planOpening = (block: string) => {
  const after = {
    from_port: 443,
    to_port: 443,
    ip_protocol: 'tcp',
    [block.includes(':') ? 'cidr_ipv6' : 'cidr_ipv4']: block,
  };
  const change = { actions: ['create'], before: null, after };
  return parsePlan(
    'test-network',
    JSON.stringify({
      format_version: '1.2',
      resource_changes: [{ address: 'aws_vpc_security_group_ingress_rule.r', type: RULE, change }],
    }),
  );
};

const RULE = 'aws_vpc_security_group_ingress_rule';

test.each([
  ['0.0.0.0/0', true],
  ['128.0.0.0/1', true],
  ['8.0.0.0/7', true],
  ['10.0.0.0/8', false],
  ['198.51.100.7/32', false],
  ['198.51.100.7', false],
  ['::/0', true],
  ['8000::/1', true],
  ['2001::/16', true],
  ['2001::/17', false],
  ['2001:db8::/32', false],
  ['2001:db8::1', false],
  ['f000::/4', true],
  ['fe00::/7', true],
  // Unique local addresses.
  ['fc00::/7', false],
  ['fd00::/8', false],
  ['fd12::/16', false],
  ['${data.aws_vpc.existing.cidr_block}', false],
])('port 443 opened to %s: to everyone? %s', (block, isEveryone) => {
  const plan = planOpening(block);
  expect(httpsOpen.find({ plan, allPlans: [plan] })).toEqual(
    isEveryone
      ? [
          {
            address: `${RULE}.r`,
            message: `Port 443 is opened to ${block}: to everyone.`,
          },
        ]
      : [],
  );
});
