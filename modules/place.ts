/** Where something is deployed: what ARNs are made of. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  /** Usually a token: the account of the credentials at hand. */
  readonly accountId: string;
}

/** An ARN in a place. Services that are global leave out the region themselves. */
export const arn = (place: Place, service: string, resource: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${resource}`;
