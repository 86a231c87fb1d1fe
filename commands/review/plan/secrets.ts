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
 * Removes secrets from a text, however they stand in it: as they are, or within one or two levels of JSON strings. What
 * is shorter than four characters is left in, since it may be a part of any word.
 *
 * To be used before a text is cut or escaped: a secret that is cut, or written in another way, is not found.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const byBeginning = new Map<string, string[]>();
  for (const secret of new Set(secrets.filter(({ length }) => length >= MIN_LENGTH).flatMap(writings))) {
    const beginning = secret.slice(0, MIN_LENGTH);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), secret]);
  }
  // The longest first: one may be part of another.
  for (const all of byBeginning.values()) all.sort((a, b) => b.length - a.length);
  return (text) => (byBeginning.size === 0 ? text : withoutSecrets(text, byBeginning));
}

/** In one pass, however many secrets there are. */
function withoutSecrets(text: string, byBeginning: ReadonlyMap<string, readonly string[]>): string {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i + MIN_LENGTH <= text.length; i++) {
    const secret = byBeginning.get(text.slice(i, i + MIN_LENGTH))?.find((one) => text.startsWith(one, i));
    if (secret === undefined) continue;
    parts.push(text.slice(start, i), HIDDEN);
    start = i + secret.length;
    i = start - 1;
  }
  return parts.length === 0 ? text : `${parts.join('')}${text.slice(start)}`;
}

function writings(secret: string): string[] {
  const once = inJson(secret);
  return [secret, once, inJson(once)];
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
