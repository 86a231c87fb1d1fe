import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { endpointsOf, type Invariant, problem } from './invariant';

/** What every gzip file begins with (RFC 1952). */
const GZIP_MAGIC = '1f8b';

/** A path must lead to a gzip file: a wrong one would fail only when SageMaker starts the first instance. */
export const artifactsReadable: Invariant = ({ settings, root }) =>
  endpointsOf(settings).flatMap(({ endpoint: { model }, path }) => {
    const artifact = model?.artifact;
    if (artifact === undefined) return [];
    const at = [...path, 'model', 'artifact'];
    if (artifact.startsWith('s3://')) {
      return artifact.length <= 1024
        ? []
        : [problem(at, `has ${artifact.length} characters, and SageMaker takes 1024: shorten the key`)];
    }
    const fault = faultOf(resolve(root, artifact));
    return [
      ...(fault === undefined ? [] : [problem(at, `'${artifact}' ${fault} (looked for from ${root})`)]),
      ...(model?.artifactKmsKeyArn === undefined
        ? []
        : [
            problem(
              [...path, 'model', 'artifactKmsKeyArn'],
              "is for artifacts in S3; one that is uploaded is encrypted with the endpoint's kmsKeyArn: leave it out",
            ),
          ]),
    ];
  });

function faultOf(file: string): string | undefined {
  try {
    return contentFault(file);
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}): write the path of a .tar.gz file`;
  }
}

function contentFault(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return 'does not exist: write the path of a .tar.gz file';
  if (!stats.isFile()) return 'is not a file: write the path of a .tar.gz file';
  const head = Buffer.alloc(2);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head);
  } finally {
    closeSync(descriptor);
  }
  return head.toString('hex') === GZIP_MAGIC
    ? undefined
    : 'is not a gzip file, whatever its name: pack it with tar -czf';
}
