/** An image in Amazon ECR, by its parts. */
export interface EcrImage {
  readonly accountId: string;
  readonly region: string;
  readonly dnsSuffix: string;
  readonly repository: string;
}

const REPOSITORY = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*';
const VERSION = ':[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64}';
const ECR_URI = new RegExp(
  `^(\\d{12})\\.dkr\\.ecr(?:-fips)?\\.([a-z0-9-]+)\\.([a-z.-]+)/(${REPOSITORY})(?:${VERSION})$`,
);

/** The parts of an ECR image's URI, or undefined where it is none (or has neither tag nor digest). */
export function parseEcrImage(uri: string): EcrImage | undefined {
  const [, accountId, region, dnsSuffix, repository] = ECR_URI.exec(uri) ?? [];
  return accountId && region && dnsSuffix && repository ? { accountId, region, dnsSuffix, repository } : undefined;
}
