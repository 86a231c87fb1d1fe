import { readFileSync } from 'node:fs';
import { UsageError } from '../shared/cli';

/** The limit in SageMaker's API model, which AWS does not enforce: a larger body is sent with a warning. */
export const API_MODEL_LIMIT_BYTES = 6_291_456;
/** The limit in AWS's guides: a larger body is not sent. https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html */
const GUIDE_LIMIT_BYTES = 25 * 1024 * 1024;

/** Where the body of a call comes from: one of the two. */
export interface InputOptions {
  /** A file, or `-` for standard input. @default - `data` */
  readonly body?: string | undefined;
  /** The body itself. @default - `body` */
  readonly data?: string | undefined;
}

/**
 * Reads the body to send.
 *
 * @throws UsageError if there is none, if it cannot be read, or if AWS would refuse its size
 */
export function readInput({ body, data }: InputOptions): Buffer {
  if (body !== undefined && data !== undefined) throw new UsageError('--body and --data are both given: keep one');
  if (data !== undefined) return withinLimit(Buffer.from(data), '--data');
  if (body === undefined)
    throw new UsageError('no body: give --body FILE, --body - for standard input, or --data TEXT');
  try {
    return withinLimit(readFileSync(body === '-' ? 0 : body), body);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read '${body}': ${(error as Error).message}`);
  }
}

function withinLimit(body: Buffer, source: string): Buffer {
  if (body.length <= GUIDE_LIMIT_BYTES) return body;
  throw new UsageError(
    `'${source}' has ${body.length} bytes, and SageMaker takes ${GUIDE_LIMIT_BYTES} (25 MB): send less at a time`,
  );
}
