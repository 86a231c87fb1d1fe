import fc from 'fast-check';
import { Address4 } from 'ip-address';
import { canonicalBlock, overlaps, subnetBlock, usableAddresses, ZONE_LETTERS } from '../../settings/subnets';

const vpcBlock = fc
  .record({ address: fc.ipV4(), bits: fc.integer({ min: 16, max: 25 }) })
  .map(({ address, bits }) => canonicalBlock(`${address}/${bits}`));
const zones = [...ZONE_LETTERS].map((letter) => `eu-west-1${letter}`);

test('every subnet is a canonical eighth of the VPC, and no two overlap', () => {
  fc.assert(
    fc.property(vpcBlock, (vpc) => {
      const blocks = zones.map((zone) => subnetBlock(vpc, zone));
      blocks.forEach((block, i) => {
        expect(canonicalBlock(block)).toBe(block);
        expect(new Address4(block).isInSubnet(new Address4(vpc))).toBe(true);
        expect(new Address4(block).subnetMask).toBe(new Address4(vpc).subnetMask + 3);
        blocks.slice(i + 1).forEach((other) => expect(overlaps(block, other)).toBe(false));
      });
    }),
  );
});

test('what is left of a subnet is what AWS leaves', () => {
  expect(usableAddresses('10.0.0.0/16')).toBe(8192 - 5);
  expect(usableAddresses('10.0.0.0/25')).toBe(16 - 5);
});

test('a zone’s range is that of its letter, whatever the region', () => {
  expect(subnetBlock('10.0.0.0/16', 'eu-west-1a')).toBe('10.0.0.0/19');
  expect(subnetBlock('10.0.0.0/16', 'ap-northeast-1c')).toBe('10.0.64.0/19');
  expect(subnetBlock('255.255.0.0/16', 'us-east-1h')).toBe('255.255.224.0/19');
});
