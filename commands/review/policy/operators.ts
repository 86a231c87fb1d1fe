import { addressRange, ALL_ADDRESSES } from './addresses';
import { arnPattern } from './arn-pattern';
import { type Pattern, readTokens } from './pattern';
import { justAfter, justBefore, type Range, type RangeSet } from './range-set';
import type { StringSet } from './string-set';

/** Which values of a key make a condition true. */
export type ValueSet =
  | ({ readonly kind: 'text' } & StringSet)
  | ({ readonly kind: 'range'; readonly domain: Range } & RangeSet)
  | { readonly kind: 'constant'; readonly holds: boolean }
  /** Not understood: only its like is known to be as strict. */
  | { readonly kind: 'opaque' };

interface Operator {
  readonly not: boolean;
  readonly read: (values: readonly string[], not: boolean, variables: boolean) => ValueSet;
}

const texts =
  (patternOf: (value: string, variables: boolean) => Pattern | undefined): Operator['read'] =>
  (values, not, variables) => {
    const patterns = values.flatMap((value) => patternOf(value, variables) ?? []);
    return patterns.length < values.length ? { kind: 'opaque' } : { kind: 'text', not, patterns };
  };

const ranges =
  (rangeOf: (value: string) => Range | undefined, domain: Range): Operator['read'] =>
  (values, not) => {
    const read = values.flatMap((value) => rangeOf(value) ?? []);
    return read.length < values.length ? { kind: 'opaque' } : { kind: 'range', not, domain, ranges: read };
  };

const pattern = (wildcards: boolean, eitherCase: boolean) =>
  texts((text, variables) => ({ text, readings: [readTokens(text, { wildcards, eitherCase, variables })] }));

const arn = texts((text, variables) => arnPattern(text, { wildcards: true, eitherCase: false, variables }));

/** Numbers and dates are lines of their own, with the same operators. */
function ordered(name: string, parse: (value: string) => number | undefined): readonly (readonly [string, Operator])[] {
  const all: Range = { from: justBefore(-Infinity), to: justAfter(Infinity) };
  const read = (rangeOf: (value: number) => Range) =>
    ranges((text) => {
      const value = parse(text);
      return value === undefined ? undefined : rangeOf(value);
    }, all);
  const equal = read((value) => ({ from: justBefore(value), to: justAfter(value) }));
  return [
    [`${name}Equals`, { not: false, read: equal }],
    [`${name}NotEquals`, { not: true, read: equal }],
    [`${name}LessThan`, { not: false, read: read((value) => ({ from: all.from, to: justBefore(value) })) }],
    [`${name}LessThanEquals`, { not: false, read: read((value) => ({ from: all.from, to: justAfter(value) })) }],
    [`${name}GreaterThan`, { not: false, read: read((value) => ({ from: justAfter(value), to: all.to })) }],
    [`${name}GreaterThanEquals`, { not: false, read: read((value) => ({ from: justBefore(value), to: all.to })) }],
  ];
}

/** More digits than JavaScript keeps would make different numbers equal. */
const numberOf = (text: string): number | undefined =>
  /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined;

/** A date, a time with its zone, or seconds since 1970, which no year is long enough for. */
function timeOf(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1_000;
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { not: false, read: pattern(false, false) }],
  ['StringNotEquals', { not: true, read: pattern(false, false) }],
  ['StringEqualsIgnoreCase', { not: false, read: pattern(false, true) }],
  ['StringNotEqualsIgnoreCase', { not: true, read: pattern(false, true) }],
  ['StringLike', { not: false, read: pattern(true, false) }],
  ['StringNotLike', { not: true, read: pattern(true, false) }],
  ['Bool', { not: false, read: pattern(false, true) }],
  ['ArnEquals', { not: false, read: arn }],
  ['ArnLike', { not: false, read: arn }],
  ['ArnNotEquals', { not: true, read: arn }],
  ['ArnNotLike', { not: true, read: arn }],
  ['IpAddress', { not: false, read: ranges(addressRange, ALL_ADDRESSES) }],
  ['NotIpAddress', { not: true, read: ranges(addressRange, ALL_ADDRESSES) }],
  ...ordered('Numeric', numberOf),
  ...ordered('Date', timeOf),
]);

export const operatorOf = (name: string): Operator | undefined => OPERATORS.get(name);
