import type { Attributes } from '../../plan/attributes';

/** A policy, and where in a resource it stands. */
export interface PolicyDocument {
  /** The resource's attribute, whose mask says whether it is sensitive. */
  readonly attribute: string;
  /** For people: `policy`, or `inline_policy "read"`. */
  readonly place: string;
  readonly text: string;
}

/** What stands in these is a policy, even if it cannot be read. */
const POLICY_ATTRIBUTES = new Set([
  ...['policy', 'assume_role_policy', 'inline_policy', 'resource_policy', 'access_policy', 'access_policies'],
  ...['key_policy', 'repository_policy', 'registry_policy', 'policy_document', 'trust_policy'],
]);

export const isPolicyAttribute = (name: string): boolean => POLICY_ATTRIBUTES.has(name);

/** Blocks within blocks. */
const MAX_DEPTH = 4;

/** Every policy in a resource, whatever the attribute is called. */
export const documentsIn = (values: Attributes | undefined): PolicyDocument[] =>
  Object.entries(values ?? {}).flatMap(([attribute, value]) => within(attribute, attribute, attribute, value, 0));

function within(attribute: string, place: string, name: string, value: unknown, depth: number): PolicyDocument[] {
  if (typeof value === 'string') return isPolicy(name, value) ? [{ attribute, place, text: value }] : [];
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return [];
  if (!Array.isArray(value))
    return Object.entries(value).flatMap(([key, inner]) =>
      within(attribute, key === name || key === 'policy' ? place : `${place}.${key}`, key, inner, depth + 1),
    );
  return value.flatMap((block: unknown, i) => {
    const { name: label = i } = typeof block === 'object' && block !== null ? (block as Attributes) : {};
    return within(attribute, `${place} "${String(label)}"`, name, block, depth + 1);
  });
}

/** Other documents, such as the lifecycle policy of a registry, are no concern here. */
function isPolicy(name: string, text: string): boolean {
  if (text === '') return false;
  const isNamed = isPolicyAttribute(name);
  // In escapes a key may look like anything.
  if (!isNamed && !(/^\s*\{/.test(text) && /statement|\\u/i.test(text))) return false;
  const document = parse(text);
  return document === undefined ? isNamed : Object.keys(document).some((key) => key.toLowerCase() === 'statement');
}

function parse(text: string): object | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}
