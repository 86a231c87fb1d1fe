import { isIPv4, isIPv6 } from 'node:net';
import { before, type Range } from './ranges';

const V4_BITS = 32;
const V6_BITS = 128;
/** All addresses in a row: first those of version 4. */
const FIRST_V6 = 1n << BigInt(V4_BITS);

export const ALL_ADDRESSES: Range = { from: before(0n), to: before(FIRST_V6 + (1n << BigInt(V6_BITS))) };

/** Undefined for what is no block, or has bits set behind its prefix, of which AWS does not say what it makes. */
export function addressRange(text: string): Range | undefined {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const isV4 = isIPv4(address);
  // With a dot: an address of version 4 in one of version 6.
  if (!isV4 && (!isIPv6(address) || /[.%]/.test(address))) return undefined;
  const bits = isV4 ? V4_BITS : V6_BITS;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return undefined;
  const first = isV4 ? v4Number(address) : v6Number(address);
  const size = 1n << BigInt(bits - length);
  if (first % size !== 0n) return undefined;
  const from = isV4 ? first : FIRST_V6 + first;
  return { from: before(from), to: before(from + size) };
}

const v4Number = (address: string): bigint =>
  address.split('.').reduce((sum, part) => sum * 256n + BigInt(Number(part)), 0n);

function v6Number(address: string): bigint {
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
