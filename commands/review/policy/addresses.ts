import { Address4, Address6 } from 'ip-address';
import { justBefore, type Range } from './range-set';

const V4_BITS = 32n;
const V6_BITS = 128n;
/** All addresses in a row: first those of version 4. */
const FIRST_V6 = 1n << V4_BITS;

export const ALL_ADDRESSES: Range = { from: justBefore(0n), to: justBefore(FIRST_V6 + (1n << V6_BITS)) };

/** Addresses of version 4 in version 6, of which AWS does not say whether they are the same. */
const FIRST_MAPPED = FIRST_V6 + (0xffffn << 32n);

/** Undefined for what is no block, or of which AWS does not say what it makes: one that has bits set behind its prefix. */
export function addressRange(text: string): Range | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const first = address.startAddress().bigInt();
  if (address.bigInt() !== first) return undefined;
  const base = address instanceof Address6 ? FIRST_V6 : 0n;
  const [start, end] = [base + first, base + address.endAddress().bigInt() + 1n];
  return start >= FIRST_MAPPED && end <= FIRST_MAPPED + FIRST_V6
    ? undefined
    : { from: justBefore(start), to: justBefore(end) };
}

function parseAddress(text: string): Address4 | Address6 | undefined {
  if (Address4.isValid(text)) return new Address4(text);
  // With a dot: an address of version 4 in one of version 6; with a percent sign: an interface of this machine.
  return !/[.%]/.test(text) && Address6.isValid(text) ? new Address6(text) : undefined;
}
