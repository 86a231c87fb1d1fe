import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/terraform-files/canonical-json';
import type { Change } from './plan/change';
import type { Plan } from './plan/plan';

/** What a change does. The rest differs from plan to plan: the next plan of the same change has other times. */
const planContent = ({
  address,
  type,
  deposed,
  kind,
  createsFirst,
  before,
  after,
  afterUnknown,
  replacePaths,
  previousAddress,
}: Change) => ({
  address,
  type,
  // Terraform generates its key; that there is one matters.
  deposed: deposed !== undefined,
  kind,
  createsFirst,
  before,
  after,
  afterUnknown,
  replacePaths,
  previousAddress,
});

/** A SHA-256 of what a plan would do: the same for two plans that would do the same, however they are written. */
export function fingerprint({ changes, outputs, errored, limits }: Plan): string {
  const all = changes
    .filter(({ kind }) => kind !== 'no-op')
    .map((change) => canonicalJson(planContent(change)))
    .toSorted();
  return createHash('sha256')
    .update(JSON.stringify({ all, outputs: outputs.toSorted(), errored, limits }))
    .digest('hex');
}
