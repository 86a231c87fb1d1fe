/** The Availability Zone a client runs in: its id, its name, or both. */
export interface ClientZone {
  /** The same place in every account: `use1-az4`. */
  readonly id?: string;
  /** Each account has its own mapping of names to places: `us-east-1a`. */
  readonly name?: string;
}

/** The first digit of an id follows a letter, since the region is abbreviated: `use1-az4`, `usw2-lax1-az1`. */
const ID = /^[a-z]+(-[a-z]+)*\d+(-[a-z0-9]+)+$/;
/** The first digit of a name follows a hyphen, since the region is written out: `us-east-1a`, `us-west-2-lax-1a`. */
const NAME = /^[a-z]+(-[a-z]+)+-\d+([a-z]|(-[a-z0-9]+)+)$/;

/** Reads a zone's id or name. Undefined for any other text: an answer may come from something that is not AWS. */
export function parseZone(text: string): ClientZone | undefined {
  const zone = text.trim();
  if (ID.test(zone)) return { id: zone };
  return NAME.test(zone) ? { name: zone } : undefined;
}
