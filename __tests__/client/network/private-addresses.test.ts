import { isPrivateAddress } from '../../../client/network/private-addresses';

test.each([
  ['10.0.0.1', true],
  ['172.31.255.255', true],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['169.254.1.1', true],
  ['127.0.0.2', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['::1', true],
  ['172.32.0.1', false],
  ['100.128.0.1', false],
  ['52.1.2.3', false],
  ['2600:1f18::1', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
