import type { Path } from '../problems';
import { endpointsOf, type Invariant, problem } from './invariant';

/** A thing that is listed twice was meant to be another, or is a line too much. */
export const noDuplicates: Invariant = ({ settings }) => {
  const { network } = settings;
  const lists: (readonly [Path, readonly string[] | undefined])[] = [
    [['network', 'existing', 'routeTableIds'], network?.existing?.routeTableIds],
    [['network', 'clients', 'securityGroupIds'], network?.clients?.securityGroupIds],
    [['network', 'clients', 'cidrBlocks'], network?.clients?.cidrBlocks],
    [['network', 'privateLink', 'alsoAllow'], network?.privateLink?.alsoAllow],
    ...endpointsOf(settings).flatMap(({ endpoint, path }) => [
      [[...path, 'callers', 'roleNames'], endpoint.callers?.roleNames] as const,
      [[...path, 'alarms', 'topicArns'], endpoint.alarms?.topicArns] as const,
    ]),
  ];
  return lists.flatMap(([path, list]) =>
    (list ?? []).flatMap((entry, i) =>
      list?.indexOf(entry) === i ? [] : [problem([...path, i], `'${entry}' is listed twice: list it once`)],
    ),
  );
};
