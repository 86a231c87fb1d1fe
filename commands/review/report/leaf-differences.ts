import { isDeepStrictEqual } from 'node:util';
import type { Attributes } from '../plan/attributes';
import type { Change } from '../plan/change';
import { type Configuration, isConfigured, withoutKeys } from '../plan/configuration';
import { isAnySensitive } from '../plan/secrets';

/** A value that changes, at the end of a path into a resource: `primary_container.image`. */
export interface LeafDifference {
  readonly path: string;
  readonly before: LeafValue;
  readonly after: LeafValue;
}

export type LeafValue =
  | { readonly kind: 'none' | 'sensitive' | 'unknown' | 'hidden' }
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  /** Of a list: what only this side has. */
  | { readonly kind: 'items'; readonly items: readonly string[] };

/** What Terraform fills in: it says nothing about a change. Only asked where the configuration is not known. */
const COMPUTED = new Set([
  'id',
  'arn',
  'tags_all',
  'output',
  'name_prefix',
  'etag',
  'version_id',
  'network_interface_ids',
]);

/** Environment variables: their values are secrets more often than they are marked as such. */
const HIDDEN = /(^|\.)environment(\.variables)?$/;

interface Masks {
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
}

/** What a change changes, leaf by leaf. Attributes that nobody wrote down are left out. */
export function leafDifferences(change: Change, configuration: Configuration): LeafDifference[] {
  const { address, before = {}, after = {}, afterUnknown, beforeSensitive, afterSensitive } = change;
  const configured = configuration.get(withoutKeys(address));
  const masks = { before: beforeSensitive, after: afterSensitive, unknown: afterUnknown };
  return keysOf(before, after, afterUnknown)
    .filter((name) => configured !== undefined || !COMPUTED.has(name))
    .flatMap((name) => differences(name, own(before, name), own(after, name), inner(masks, name)))
    .filter(({ path }) => configured === undefined || isConfigured(configured, withoutIndices(path)));
}

/** Of elements of lists: `metric_query[calls].period`. */
const withoutIndices = (path: string): string => path.replaceAll(/\[[^\]]*\]/g, '');

const inner = ({ before, after, unknown }: Masks, key: string): Masks => ({
  before: at(before, key),
  after: at(after, key),
  unknown: at(unknown, key),
});

/** A mask that is true hides all below it. */
const at = (mask: unknown, key: string): unknown => (isObject(mask) ? own(mask, key) : mask === true);

/** Not what every object has: a tag may be called `constructor`. */
const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? (value as Attributes)[key] : undefined;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const keysOf = (...all: readonly unknown[]): string[] =>
  [...new Set(all.flatMap((one) => (isObject(one) ? Object.keys(one) : [])))].toSorted();

function differences(path: string, before: unknown, after: unknown, masks: Masks): LeafDifference[] {
  const isUnknown = masks.unknown === true;
  if (masks.before === true || masks.after === true) {
    if (!isUnknown && isDeepStrictEqual(before, after)) return [];
    return [{ path, before: { kind: 'sensitive' }, after: { kind: 'sensitive' } }];
  }
  if (isUnknown) return [{ path, before: leaf(before), after: { kind: 'unknown' } }];
  if (!isAnySensitive(masks.unknown) && isSame(before, after)) return [];
  if (HIDDEN.test(path)) return variableDifferences(path, before, after);
  if (isBlock(before, after)) {
    const [old, now] = [block(before), block(after)];
    const blockMasks = inner(masks, '0');
    return keysOf(old, now, blockMasks.unknown).flatMap((key) =>
      differences(`${path}.${key}`, own(old, key), own(now, key), inner(blockMasks, key)),
    );
  }
  if (Array.isArray(before) || Array.isArray(after))
    return elementDifferences(path, before, after, masks) ?? [listDifference(path, before, after, masks)];
  if (isObject(before) || isObject(after))
    return keysOf(before, after, masks.unknown).flatMap((key) =>
      differences(`${path}.${key}`, own(before, key), own(after, key), inner(masks, key)),
    );
  return [{ path, before: leaf(before), after: leaf(after) }];
}

/** Terraform takes an empty text, an empty list and nothing for the same in most places. */
const isSame = (before: unknown, after: unknown): boolean =>
  isDeepStrictEqual(before, after) || (isNothing(before) && isNothing(after));

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A block stands in a list of at most one. */
const isBlock = (before: unknown, after: unknown): boolean =>
  [before, after].every((list) => isNothing(list) || (Array.isArray(list) && list.length === 1 && isObject(list[0])));

const block = (list: unknown): Attributes => (Array.isArray(list) ? ((list[0] as Attributes | undefined) ?? {}) : {});

function variableDifferences(path: string, before: unknown, after: unknown): LeafDifference[] {
  const [old, now] = [variables(before), variables(after)];
  return keysOf(old, now)
    .filter((name) => !isSame(own(old, name), own(now, name)))
    .map((name) => ({
      path: `${path}.${name}`,
      before: { kind: Object.hasOwn(old, name) ? 'hidden' : 'none' },
      after: { kind: Object.hasOwn(now, name) ? 'hidden' : 'none' },
    }));
}

const variables = (value: unknown): Attributes =>
  Array.isArray(value) ? variables(block(value).variables) : isObject(value) ? (value as Attributes) : {};

/** Lists of as many objects: element by element. Undefined for other lists. */
function elementDifferences(path: string, before: unknown, after: unknown, masks: Masks): LeafDifference[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return undefined;
  const [old, now]: readonly unknown[][] = [before, after];
  if (old?.every(isObject) !== true || now?.every(isObject) !== true) return undefined;
  return now.flatMap((element, i) =>
    differences(`${path}[${labelOf(element, i)}]`, old[i], element, inner(masks, String(i))),
  );
}

const LABELS = ['id', 'name', 'variant_name'];

function labelOf(element: unknown, index: number): string {
  const label = LABELS.map((name) => (element as Attributes)[name]).find((value) => typeof value === 'string');
  return typeof label === 'string' && /^[\w-]+$/.test(label) ? label : String(index);
}

/** As sets: what is gone, and what is new. */
function listDifference(path: string, before: unknown, after: unknown, masks: Masks): LeafDifference {
  if (isAnySensitive(masks.before) || isAnySensitive(masks.after))
    return { path, before: { kind: 'sensitive' }, after: { kind: 'sensitive' } };
  const [old, now] = [itemsOf(before), itemsOf(after)];
  const [lost, added] = [old.filter((item) => !now.includes(item)), now.filter((item) => !old.includes(item))];
  return {
    path,
    before: { kind: 'items', items: lost },
    after: isAnySensitive(masks.unknown) ? { kind: 'unknown' } : { kind: 'items', items: added },
  };
}

const itemsOf = (list: unknown): string[] =>
  Array.isArray(list)
    ? list.flatMap((item: unknown) =>
        item === null || item === undefined ? [] : [typeof item === 'string' ? item : JSON.stringify(item)],
      )
    : [];

function leaf(value: unknown): LeafValue {
  if (isNothing(value)) return { kind: 'none' };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'value', value };
  return { kind: 'items', items: itemsOf(Array.isArray(value) ? value : [value]) };
}
