import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/terraform-files/canonical-json';
import type { Change } from './plan/change';
import { withoutKeys } from './plan/configuration';
import type { Plan } from './plan/plan';

/** What a change does. The rest differs from plan to plan: the next plan of the same change has other times. */
const planContent = (
  {
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
    importing,
  }: Change,
  { configuration }: Plan,
) => ({
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
  importing,
  provisioners: configuration.get(withoutKeys(address))?.provisioners,
  provider: configuration.get(withoutKeys(address))?.provider,
});

/** A SHA-256 of what a plan would do: the same for two plans that would do the same, however they are written. */
export function fingerprint(plan: Plan): string {
  const { changes, outputs, runsBeside, providers, errored, limits } = plan;
  const all = changes
    .filter(({ kind }) => kind !== 'no-op')
    .map((change) => canonicalJson(planContent(change, plan)))
    .toSorted();
  return createHash('sha256')
    .update(
      JSON.stringify({
        all,
        outputs: outputs.map((output) => canonicalJson(output)).toSorted(),
        runsBeside: runsBeside.map((one) => canonicalJson(one)).toSorted(),
        providers: providers.map((one) => canonicalJson(one)).toSorted(),
        errored,
        limits: limits.map(({ rule, message }) => [rule, message]),
      }),
    )
    .digest('hex');
}
