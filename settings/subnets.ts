import { Address4 } from 'ip-address';

/** Zones are lettered from a; AWS has come to f (us-east-1). Eight ranges leave room and cost little. */
const RANGES = 8;
const RANGE_BITS = 3;
const ADDRESS_BITS = 32;

/** Addresses of every subnet that AWS keeps: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED_ADDRESSES = 5;

/** The letters of the zones that have a range. */
export const ZONE_LETTERS = 'abcdefgh'.slice(0, RANGES);

export const zoneLetter = (zone: string): string => zone.slice(-1);

/**
 * The address range of a zone's subnet: the eighth of the VPC's block that its letter names. It follows from the
 * letter and never from the list, so that adding or removing a zone moves no other.
 *
 * @param vpcBlock - a canonical IPv4 block of /16 to /25
 * @param zone - the name of a zone with a letter from a to h
 */
export function subnetBlock(vpcBlock: string, zone: string): string {
  const prefix = prefixLength(vpcBlock) + RANGE_BITS;
  const addresses = 2 ** (ADDRESS_BITS - prefix);
  const first = new Address4(vpcBlock).startAddress().offset(ZONE_LETTERS.indexOf(zoneLetter(zone)) * addresses);
  return `${first.correctForm()}/${prefix}`;
}

/** How many addresses of a zone's subnet are free for use. */
export function usableAddresses(vpcBlock: string): number {
  return 2 ** (ADDRESS_BITS - prefixLength(vpcBlock)) / RANGES - RESERVED_ADDRESSES;
}

/** The block with its host bits cleared, as AWS would rewrite it. */
export function canonicalBlock(block: string): string {
  return new Address4(block).networkForm();
}

export function overlaps(a: string, b: string): boolean {
  const [one, other] = [new Address4(a), new Address4(b)];
  return one.isInSubnet(other) || other.isInSubnet(one);
}

export const prefixLength = (block: string): number => new Address4(block).subnetMask;
