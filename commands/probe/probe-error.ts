import { explainAwsError } from '../shared/aws/explain-aws-error';

/** Something keeps the probe from measuring at all. The message says what, and what to do. */
export class ProbeError extends Error {}

/**
 * Asks AWS.
 *
 * @param action - the IAM action that the request needs, named where it fails
 * @throws ProbeError where AWS does not answer
 */
export async function askAws<T>(action: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw new ProbeError(`${action}: ${explainAwsError(error)}`);
  }
}
