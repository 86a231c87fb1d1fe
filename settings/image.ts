/** An image in Amazon ECR, by its parts. */
export interface EcrImage {
  readonly accountId: string;
  readonly region: string;
  readonly repository: string;
}

const ECR_URI =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.-]+\/([a-z0-9._/-]+)(?::[\w.-]{1,128}|@sha256:[0-9a-f]{64})$/;

/** The parts of an ECR image's URI, or undefined where it is none (or has neither tag nor digest). */
export function parseEcrImage(uri: string): EcrImage | undefined {
  const [, accountId, region, repository] = ECR_URI.exec(uri) ?? [];
  return accountId && region && repository ? { accountId, region, repository } : undefined;
}
