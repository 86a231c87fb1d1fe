import { z } from 'zod';

/** How a field is described in `docs/settings.md` and in every message about it. */
export interface FieldDocs {
  /** What the field means, for the reference. */
  readonly description: string;
  /** What a valid value is, as the end of "… is not". */
  readonly expected: string;
  /** A valid value, as it is written in an environment's file. */
  readonly example: string;
  /** What applies if the field is left out. @default - the field is required */
  readonly default?: string;
  /** Whether messages must not repeat the value. @default false */
  readonly secret?: boolean;
}

const registry = z.registry<FieldDocs>();

/** Attaches documentation to a schema. */
export function describeField<T extends z.ZodType>(schema: T, docs: FieldDocs): T {
  registry.add(schema, docs);
  return schema;
}

/** The documentation of a schema, or of the schema that an optional one wraps. */
export function docsOf(schema: z.ZodType): FieldDocs | undefined {
  return registry.get(schema) ?? (schema instanceof z.ZodOptional ? docsOf(schema.unwrap() as z.ZodType) : undefined);
}

/** A schema without its `optional()`. */
export function unwrapOptional(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
}
