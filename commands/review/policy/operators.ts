import { addressRange, ALL_ADDRESSES } from './addresses';
import { arnPattern } from './arn-pattern';
import { type Pattern, readTokens } from './pattern';
import { justAfter, justBefore, type Range, type RangeSet } from './range-set';
import type { StringSet } from './string-set';

/** Which values of a key make a condition true. */
export type ValueSet =
  | ({
      readonly kind: 'text';
      /** What is asked of the value besides: a boolean is `true` or `false`, and AWS does not say what else an ARN is. */
      readonly type?: 'boolean' | 'arn';
    } & StringSet)
  | ({ readonly kind: 'range'; readonly domain: Range } & RangeSet)
  | { readonly kind: 'constant'; readonly holds: boolean }
  /** Not understood: only its like is known to be as strict. */
  | { readonly kind: 'opaque' };

interface Operator {
  readonly negated: boolean;
  readonly read: (values: readonly string[], negated: boolean, variables: boolean) => ValueSet;
}

const texts =
  (patternOf: (value: string, variables: boolean) => Pattern | undefined, type?: 'boolean' | 'arn'): Operator['read'] =>
  (values, negated, variables) => {
    const patterns = values.flatMap((value) => patternOf(value, variables) ?? []);
    return patterns.length < values.length
      ? { kind: 'opaque' }
      : { kind: 'text', negated, patterns, ...(type && { type }) };
  };

const ranges =
  (rangeOf: (value: string) => Range | undefined, domain: Range): Operator['read'] =>
  (values, negated) => {
    const read = values.flatMap((value) => rangeOf(value) ?? []);
    return read.length < values.length ? { kind: 'opaque' } : { kind: 'range', negated, domain, ranges: read };
  };

const pattern = (wildcards: boolean, caseInsensitive: boolean, type?: 'boolean') =>
  texts((text, variables) => ({ text, readings: [readTokens(text, { wildcards, caseInsensitive, variables })] }), type);

const arn = texts((text, variables) => arnPattern(text, { wildcards: true, caseInsensitive: false, variables }), 'arn');

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
    [`${name}Equals`, { negated: false, read: equal }],
    [`${name}NotEquals`, { negated: true, read: equal }],
    [`${name}LessThan`, { negated: false, read: read((value) => ({ from: all.from, to: justBefore(value) })) }],
    [`${name}LessThanEquals`, { negated: false, read: read((value) => ({ from: all.from, to: justAfter(value) })) }],
    [`${name}GreaterThan`, { negated: false, read: read((value) => ({ from: justAfter(value), to: all.to })) }],
    [`${name}GreaterThanEquals`, { negated: false, read: read((value) => ({ from: justBefore(value), to: all.to })) }],
  ];
}

/** More digits than JavaScript keeps would make different numbers equal. */
const numberOf = (text: string): number | undefined =>
  /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined;

/** A date, a time with its zone, or seconds since 1970, which no year is long enough for. */
function timeOf(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1_000;
  const [, day] = /^(\d{4}-\d\d-\d\d)(T([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d))?$/.exec(text) ?? [];
  const [time, midnight] = [Date.parse(text), Date.parse(day ?? '')];
  // JavaScript reads February 30 as March 2.
  if (day === undefined || Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day))
    return undefined;
  return Number.isNaN(time) ? undefined : time;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { negated: false, read: pattern(false, false) }],
  ['StringNotEquals', { negated: true, read: pattern(false, false) }],
  ['StringEqualsIgnoreCase', { negated: false, read: pattern(false, true) }],
  ['StringNotEqualsIgnoreCase', { negated: true, read: pattern(false, true) }],
  ['StringLike', { negated: false, read: pattern(true, false) }],
  ['StringNotLike', { negated: true, read: pattern(true, false) }],
  ['Bool', { negated: false, read: pattern(false, true, 'boolean') }],
  ['ArnEquals', { negated: false, read: arn }],
  ['ArnLike', { negated: false, read: arn }],
  ['ArnNotEquals', { negated: true, read: arn }],
  ['ArnNotLike', { negated: true, read: arn }],
  ['IpAddress', { negated: false, read: ranges(addressRange, ALL_ADDRESSES) }],
  ['NotIpAddress', { negated: true, read: ranges(addressRange, ALL_ADDRESSES) }],
  ...ordered('Numeric', numberOf),
  ...ordered('Date', timeOf),
]);

export const operatorOf = (name: string): Operator | undefined => OPERATORS.get(name);
