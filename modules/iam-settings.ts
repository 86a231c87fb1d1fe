/** What every role made here carries. */
export interface IamSettings {
  /** @default - no boundary */
  readonly permissionsBoundaryArn?: string | undefined;
  /** @default '/' */
  readonly path?: string | undefined;
}
