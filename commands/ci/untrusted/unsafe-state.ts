import { canonicalJson } from '../../shared/terraform-files/canonical-json';
import { asBlock, blocksOf, type UntrustedConfiguration } from './configuration';

/** What names a state within a place; all else says where that is, and as whom to go there. */
const NAMES_WITHIN = ['key', 'path', 'region', 'workspaces', 'project', 'encrypt', 'use_lockfile'];
/** HCP Terraform: a backend that writes calls it cloud, one that reads remote. */
const REMOTE = 'remote';

/** States elsewhere than the base has any: Terraform would send what it knows there, or take orders from there. */
export function unsafeState(head: UntrustedConfiguration, base: readonly UntrustedConfiguration[]): string[] {
  const known = new Set(base.flatMap((one) => [...ownPlace(one), ...placesRead(one)]));
  return [
    ...(ownPlace(head).every((place) => known.has(place)) ? [] : ['a state in another place than those of the base']),
    ...(placesRead(head).every((place) => known.has(place)) ? [] : ['another place that states are read from']),
  ];
}

function ownPlace({ terraform }: UntrustedConfiguration): string[] {
  const { backend, cloud } = asBlock(terraform);
  return [
    ...Object.entries(asBlock(backend)).map(([kind, settings]) => placeOf(kind, settings)),
    ...(cloud === undefined ? [] : [placeOf(REMOTE, cloud)]),
  ];
}

const placesRead = (configuration: UntrustedConfiguration): string[] =>
  blocksOf(configuration, 'data')
    .filter(({ type }) => type === 'terraform_remote_state')
    .map(({ value }) => placeOf(value.backend, value.config));

const placeOf = (kind: unknown, settings: unknown): string =>
  canonicalJson([
    kind,
    Object.fromEntries(Object.entries(asBlock(settings)).filter(([name]) => !NAMES_WITHIN.includes(name))),
  ]);
