/** A VPC to put things into, whether it was made here or adopted. */
export interface Network {
  readonly vpcId: string;
  /** The subnet of each zone, by the zone's name. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** The route tables that a route to S3 goes into; none where one is taken to be there. */
  readonly routeTableIds: readonly string[];
}
