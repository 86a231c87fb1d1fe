import type { Plan } from './plan';

const MIN_LENGTH = 4;
const HIDDEN = '(sensitive)';

/**
 * Removes every value that a plan marks as sensitive from a text: findings quote values. What is shorter than four
 * characters is left in, since it may be a part of any word.
 */
export function redactor(plans: readonly Plan[]): (text: string) => string {
  const secrets = new Set(
    plans
      .flatMap(({ changes }) => changes)
      .flatMap((change) => [
        ...hidden(change.before, change.beforeSensitive),
        ...hidden(change.after, change.afterSensitive),
      ])
      .filter((secret) => secret.length >= MIN_LENGTH),
  );
  // The longest first: one may be part of another.
  const ordered = [...secrets].toSorted((a, b) => b.length - a.length);
  return (text) => ordered.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
}

/** The texts below a mask: it is true, at any level, where all below is sensitive. */
function hidden(value: unknown, mask: unknown): string[] {
  if (mask === true) return textsIn(value);
  if (typeof mask !== 'object' || mask === null || typeof value !== 'object' || value === null) return [];
  return Object.entries(mask).flatMap(([key, inner]) => hidden((value as Record<string, unknown>)[key], inner));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether anything of an attribute is sensitive. */
export const isSensitive = (mask: unknown, attribute: string): boolean => {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  const inner = (mask as Record<string, unknown>)[attribute];
  return inner !== undefined && inner !== false && JSON.stringify(inner).includes('true');
};
