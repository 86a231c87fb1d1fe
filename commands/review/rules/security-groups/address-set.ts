import { Address4, Address6 } from 'ip-address';

/** Addresses in a row, the first and the last included. Those of version 6 come after all of version 4. */
interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** Addresses as ranges in order, none of which touch. */
export type AddressSet = readonly AddressRange[];

const FIRST_V6 = 1n << 32n;

/** A hundred and twenty-eighth of all addresses of a version: nobody has that many clients. */
const EVERYONE_V4 = 1n << 25n;
const EVERYONE_V6 = 1n << 112n;

/** The addresses of blocks. What is no block has none. */
export const addressSet = (blocks: readonly string[]): AddressSet => merged(blocks.flatMap(rangeOf));

function rangeOf(block: string): AddressRange[] {
  if (Address4.isValid(block)) {
    const address = new Address4(block);
    return [{ first: address.startAddress().bigInt(), last: address.endAddress().bigInt() }];
  }
  if (!Address6.isValid(block)) return [];
  const address = new Address6(block);
  return [{ first: FIRST_V6 + address.startAddress().bigInt(), last: FIRST_V6 + address.endAddress().bigInt() }];
}

/** Whether a text is a block or an address. */
export const isBlock = (text: string): boolean => Address4.isValid(text) || Address6.isValid(text);

function merged(ranges: readonly AddressRange[]): AddressSet {
  const all: AddressRange[] = [];
  for (const range of ranges.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const previous = all.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) all.push(range);
    else if (range.last > previous.last) all[all.length - 1] = { first: previous.first, last: range.last };
  }
  return all;
}

/** The addresses of one set that are not in the other. */
export function withoutAddresses(set: AddressSet, others: AddressSet): AddressSet {
  const left: AddressRange[] = [];
  let i = 0;
  for (const { first, last } of set) {
    let from = first;
    while (i < others.length && (others[i] as AddressRange).last < first) i++;
    for (let j = i; j < others.length && (others[j] as AddressRange).first <= last; j++) {
      const other = others[j] as AddressRange;
      if (other.first > from) left.push({ first: from, last: other.first - 1n });
      if (other.last >= from) from = other.last + 1n;
    }
    if (from <= last) left.push({ first: from, last });
  }
  return left;
}

/** The blocks that have an address in a set, as they are written. */
export const blocksWithin = (blocks: readonly string[], set: AddressSet): string[] =>
  blocks.filter((block) => rangeOf(block).some((range) => touches(set, range)));

function touches(set: AddressSet, { first, last }: AddressRange): boolean {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle] as AddressRange).last < first) low = middle + 1;
    else high = middle;
  }
  const found = set[low];
  return found !== undefined && found.first <= last;
}

const sizeWithin = (set: AddressSet, isV6: boolean): bigint =>
  set.reduce((sum, { first, last }) => (first >= FIRST_V6 === isV6 ? sum + last - first + 1n : sum), 0n);

/** How many addresses of version 4 there are. */
export const v4Size = (set: AddressSet): bigint => sizeWithin(set, false);

/** Private, link-local and loopback ones (RFC 6890), those that no host has, and unique local ones (RFC 4193). */
const NOT_OF_THE_WORLD = addressSet([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  'fc00::/7',
]);

/** The addresses that hosts of others may have. */
export const publicAddresses = (set: AddressSet): AddressSet => withoutAddresses(set, NOT_OF_THE_WORLD);

/** Whether there are so many addresses of the world that they are as good as everyone's. */
export function areEveryone(set: AddressSet): boolean {
  const world = publicAddresses(set);
  return sizeWithin(world, false) >= EVERYONE_V4 || sizeWithin(world, true) >= EVERYONE_V6;
}
