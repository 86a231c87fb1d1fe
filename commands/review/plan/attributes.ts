/** The values of a resource's attributes, by name. */
export type Attributes = Readonly<Record<string, unknown>>;

/** The first block of a kind: Terraform has lists of blocks, also where there is one at most. */
export const firstBlock = (values: Attributes | undefined, name: string): Attributes | undefined => {
  const list = values?.[name];
  const first: unknown = Array.isArray(list) ? list[0] : list;
  return typeof first === 'object' && first !== null ? (first as Attributes) : undefined;
};

/** The strings in a list; none where it is no list. */
export const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** All blocks of a kind. A synthesized stack has one block by itself. */
export const blocksIn = (values: Attributes | undefined, name: string): Attributes[] =>
  [values?.[name]].flat().filter((one): one is Attributes => typeof one === 'object' && one !== null);

/** A string, or the strings in a list. */
export const stringOrStrings = (value: unknown): string[] => stringsIn([value].flat());
