import { writingsOf } from './secret-writings';

const MIN_LENGTH = 4;
const HIDDEN = '(sensitive)';

/** The values below a mask, as text: the mask is true, at any level, where all below is sensitive. */
export function sensitiveTexts(value: unknown, mask: unknown): string[] {
  if (mask === true) return textsIn(value);
  if (typeof mask !== 'object' || mask === null || typeof value !== 'object' || value === null) return [];
  return Object.entries(mask).flatMap(([key, inner]) => sensitiveTexts((value as Record<string, unknown>)[key], inner));
}

export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether anything of an attribute is sensitive. */
export const isSensitive = (mask: unknown, attribute: string): boolean => {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  return isAnySensitive((mask as Record<string, unknown>)[attribute]);
};

/** Whether a mask hides anything. */
export const isAnySensitive = (mask: unknown): boolean =>
  mask === true || (typeof mask === 'object' && mask !== null && Object.values(mask).some(isAnySensitive));

/**
 * Removes secrets from a text, however they stand in it (`secret-writings.ts`). What is shorter than four characters is
 * left in, since it may be a part of any word.
 *
 * To be used before a text is cut or escaped: a secret that is cut, or written in another way, is not found.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = new Map<string, Writings>();
  for (const secret of secrets.map((one) => one.trim()).filter(({ length }) => length >= MIN_LENGTH))
    for (const writing of writingsOf(secret)) {
      const beginning = writing.slice(0, MIN_LENGTH);
      const { lengths = [], texts = new Set<string>() } = known.get(beginning) ?? {};
      // The longest first: one may be part of another.
      const all = lengths.includes(writing.length) ? lengths : [...lengths, writing.length].toSorted((a, b) => b - a);
      known.set(beginning, { lengths: all, texts: texts.add(writing) });
    }
  return (text) => (known.size === 0 ? text : withoutSecrets(text, known));
}

/** Those that begin alike. */
interface Writings {
  readonly lengths: readonly number[];
  readonly texts: Set<string>;
}

/** In one pass, however many secrets there are. */
function withoutSecrets(text: string, known: ReadonlyMap<string, Writings>): string {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i + MIN_LENGTH <= text.length; i++) {
    const { lengths = [], texts } = known.get(text.slice(i, i + MIN_LENGTH)) ?? {};
    const found = lengths.find((length) => i + length <= text.length && texts?.has(text.slice(i, i + length)));
    if (found === undefined) continue;
    parts.push(text.slice(start, i), HIDDEN);
    start = i + found;
    i = start - 1;
  }
  return parts.length === 0 ? text : `${parts.join('')}${text.slice(start)}`;
}
