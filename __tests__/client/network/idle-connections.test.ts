import type { Address } from '../../../client/network/address';
import type { AddressBook } from '../../../client/network/address-book';
import type { Connection } from '../../../client/network/connection';
import { IdleConnections } from '../../../client/network/idle-connections';

const ranks: Record<string, number> = {};
const book = {
  rank: ({ ip }: Address) => ranks[ip],
  get addresses() {
    return Object.entries(ranks).map(([ip, rank]) => ({ ip, isWell: rank < 2 }));
  },
} as unknown as AddressBook;

const closed: string[] = [];
const connection = (name: string, ip: string, heardAt = 0): Connection => {
  const address = { ip } as Address;
  return { address, heardAt, name, close: async () => void closed.push(name) } as unknown as Connection;
};
const nameOf = (found: Connection | undefined) => (found as { name?: string } | undefined)?.name;

beforeEach(() => {
  closed.length = 0;
  Object.assign(ranks, { own: 0, other: 1, ejected: 2 });
});

test('too many: the one that is least likely to be used is closed, not the one that comes back', () => {
  const idle = new IdleConnections(book, 2, () => false);
  idle.add(connection('e1', 'ejected'));
  idle.add(connection('e2', 'ejected'));
  idle.add(connection('o1', 'other'));
  idle.add(connection('o2', 'other'));
  expect(closed).toEqual(['e1', 'e2']);
  expect([nameOf(idle.takeBest(undefined)), nameOf(idle.takeBest(undefined))]).toEqual(['o1', 'o2']);
});

test('the best address comes first, and of its connections the one that has waited longest', () => {
  const idle = new IdleConnections(book, 9, () => false);
  for (const [name, ip] of [
    ['o1', 'other'],
    ['h1', 'own'],
    ['h2', 'own'],
  ] as const)
    idle.add(connection(name, ip));
  expect(['', '', '', ''].map(() => nameOf(idle.takeBest(undefined)))).toEqual(['h1', 'h2', 'o1', undefined]);
});

test('an ejected address is used only while no other is well', () => {
  const idle = new IdleConnections(book, 9, () => false);
  idle.add(connection('e1', 'ejected'));
  expect(idle.takeBest(undefined)).toBeUndefined();
  Object.assign(ranks, { own: 2, other: 2 });
  expect(nameOf(idle.takeBest(undefined))).toBe('e1');
});

test('an address that a call avoids is not used', () => {
  const idle = new IdleConnections(book, 9, () => false);
  idle.add(connection('h1', 'own'));
  idle.add(connection('o1', 'other'));
  expect(nameOf(idle.takeBest('own'))).toBe('o1');
});

test('a connection for a trial is kept, though its address is not called', () => {
  const idle = new IdleConnections(book, 1, ({ ip }) => ip === 'ejected');
  const trial = connection('e1', 'ejected');
  idle.add(trial);
  idle.add(connection('o1', 'other'));
  expect(closed).toEqual(['o1']);
  expect(nameOf(idle.takeFor(trial.address))).toBe('e1');
});
