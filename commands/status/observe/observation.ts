import { explainAwsError } from '../../shared/aws/explain-aws-error';

/** What AWS or Terraform answered, or why the answer is unknown. */
export type Observation<T> = { readonly value: T } | { readonly unknown: string };

export const isObserved = <T>(
  observation: Observation<T> | { readonly notHere: string },
): observation is { readonly value: T } => 'value' in observation;

/**
 * Asks AWS. A refusal becomes an answer: unknown, and why.
 *
 * @param action - the IAM action that the request needs, named where it is refused
 */
export async function observe<T>(action: string, request: () => Promise<T>): Promise<Observation<T>> {
  try {
    return { value: await request() };
  } catch (error) {
    return { unknown: `${action}: ${explainAwsError(error)}` };
  }
}
