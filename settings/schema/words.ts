import { z } from 'zod';

/** How a field is described in `docs/settings.md` and in every message about it. */
export interface Words {
  /** What the field means, for the reference. */
  readonly about: string;
  /** What a valid value is, as the end of "… is not". */
  readonly is: string;
  /** A valid value, as it is written in an environment's file. */
  readonly example: string;
  /** What applies if the field is left out. @default - the field is required */
  readonly default?: string;
  /** Whether messages must not repeat the value. @default false */
  readonly secret?: boolean;
}

const registry = z.registry<Words>();

/** Attaches words to a schema. */
export function described<T extends z.ZodType>(schema: T, words: Words): T {
  registry.add(schema, words);
  return schema;
}

/** The words of a schema, or of the schema that an optional one wraps. */
export function wordsOf(schema: z.ZodType): Words | undefined {
  return registry.get(schema) ?? (schema instanceof z.ZodOptional ? wordsOf(schema.unwrap() as z.ZodType) : undefined);
}

/** A schema without its `optional()`. */
export function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
}
