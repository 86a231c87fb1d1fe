import type { Address } from '../../../client/network/address';
import type { AddressBook } from '../../../client/network/address-book';
import { HomeZone } from '../../../client/network/home-zone';

const address = (ip: string, isOwn: boolean, inUse = 0, connections = 0): Address =>
  ({ ip, isOwn, inUse, connections }) as Address;

/** A book whose own zone is well or not, as the test says. */
function bookOf(addresses: readonly Address[], isOwnWell: boolean, hasOwnZone = true): AddressBook {
  const rank = ({ isOwn }: Address) => (isOwn ? (isOwnWell ? 0 : 2) : 1);
  return { addresses, hasOwnZone, ownIsWell: isOwnWell, rank } as unknown as AddressBook;
}

const OPTIONS = { concurrency: 8, otherZonesShare: 0.5 };

test('while the own zone is ejected, no more than a share of the calls is elsewhere', () => {
  const mayLeave = (inUse: number) =>
    new HomeZone(bookOf([address('own', true), address('other', false, inUse)], false), OPTIONS).mayLeave();
  expect([3, 4].map(mayLeave)).toEqual([true, false]);
});

test('one call may always be elsewhere, however small the share', () => {
  const book = bookOf([address('own', true), address('other', false, 0)], false);
  expect(new HomeZone(book, { concurrency: 1, otherZonesShare: 0.1 }).mayLeave()).toBe(true);
});

test('there is no bound while the own zone is healthy, or when it is unknown', () => {
  const busy = [address('own', true), address('other', false, 8)];
  expect(new HomeZone(bookOf(busy, true), OPTIONS).mayLeave()).toBe(true);
  expect(new HomeZone(bookOf(busy, false, false), OPTIONS).mayLeave()).toBe(true);
});

test('once the own zone is well, connections to it are opened until there are as many as calls', () => {
  const other = address('other', false);
  const missingOf = (connections: number, isWell = true) =>
    new HomeZone(bookOf([address('own', true, 0, connections), other], isWell), OPTIONS).missingFor(other, 2)?.ip;
  expect([missingOf(1), missingOf(2), missingOf(0, false)]).toEqual(['own', undefined, undefined]);
});

test('once there are enough of them, connections to other zones are closed', () => {
  const other = address('other', false);
  const suffices = (connections: number) =>
    new HomeZone(bookOf([address('own', true, 0, connections), other], true), OPTIONS).suffices(other, 2);
  expect([suffices(2), suffices(3)]).toEqual([false, true]);
});
