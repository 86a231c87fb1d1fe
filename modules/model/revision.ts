import { DataResource, Fn, type TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';

/**
 * A suffix that is new whenever something changes, and was never used before: for the names of resources that exist
 * beside their predecessor for a while. A hash of the content would not do: after a rollback the predecessor still
 * exists, and going back to its content would need its name again. Exists in Terraform's state only.
 */
export class Revision extends Construct {
  /** Eight characters of a UUID. */
  readonly suffix: string;

  /**
   * @param content - everything whose change makes a new revision
   * @param lifecycle - what else must hold; the successor is made first in any case
   */
  constructor(
    scope: Construct,
    id: string,
    content: Readonly<Record<string, unknown>>,
    lifecycle: TerraformResourceLifecycle = {},
  ) {
    super(scope, id);
    const marker = new DataResource(this, 'revision', {
      triggersReplace: content,
      lifecycle: { ...lifecycle, createBeforeDestroy: true },
    });
    this.suffix = Fn.substr(marker.id, 0, 8);
  }
}
