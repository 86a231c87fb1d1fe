import { readFileSync } from 'node:fs';
import { UsageError } from '../shared/cli';

/** What SageMaker's API model says, and AWS does not enforce: above it, it is said. */
export const MODEL_LIMIT = 6_291_456;
/** What AWS's guides allow: above it, nothing is sent. https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html */
export const GUIDE_LIMIT = 25 * 1024 * 1024;

export interface InputOptions {
  /** A file, or `-` for standard input. */
  readonly body?: string | undefined;
  readonly data?: string | undefined;
}

/**
 * The body to send.
 *
 * @throws UsageError where there is none, where it cannot be read, and where AWS would refuse it for its size
 */
export function readInput({ body, data }: InputOptions): Buffer {
  if (body !== undefined && data !== undefined) throw new UsageError('--body and --data are both given: keep one');
  if (data !== undefined) return checked(Buffer.from(data), '--data');
  if (body === undefined)
    throw new UsageError('no body: give --body FILE, --body - for standard input, or --data TEXT');
  try {
    return checked(readFileSync(body === '-' ? 0 : body), body);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read '${body}': ${(error as Error).message}`);
  }
}

function checked(body: Buffer, where: string): Buffer {
  if (body.length <= GUIDE_LIMIT) return body;
  throw new UsageError(
    `'${where}' has ${body.length} bytes, and SageMaker takes ${GUIDE_LIMIT} (25 MB): send less at a time`,
  );
}
