import { reasonOf } from '../../shared/aws/reason-of';

/** What was asked for: what was found, or why it could not be found out. */
export type Known<T> = { readonly value: T } | { readonly unknown: string };

export const isKnown = <T>(known: Known<T> | { readonly notHere: string }): known is { readonly value: T } =>
  'value' in known;

/**
 * Asks AWS, and takes no for an answer.
 *
 * @param action - the IAM action that asking takes, for whoever lacks it
 */
export async function ask<T>(action: string, answer: () => Promise<T>): Promise<Known<T>> {
  try {
    return { value: await answer() };
  } catch (error) {
    return { unknown: `${action}: ${reasonOf(error)}` };
  }
}
