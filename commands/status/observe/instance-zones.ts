import { z } from 'zod';
import type { PromqlClient } from '../../shared/aws/promql';
import { instancesByZoneQuery, ZONE_LABEL } from '../../../settings/instances-by-zone';
import { isObserved, observe, type Observation } from './observation';

/** How many instances there are in each zone, by the zone as CloudWatch labels it. */
export type InstanceZones = Readonly<Record<string, number>>;

/** Prometheus's instant vector. */
const response = z.object({
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.coerce.number()]) }),
    ),
  }),
});

/** Unknown where CloudWatch has no such metrics: of a configuration without detailed observability, say. */
export async function observeInstanceZones(
  promql: Pick<PromqlClient, 'query'>,
  endpoint: string,
): Promise<Observation<InstanceZones>> {
  const observed = await observe('cloudwatch:GetMetricData', async (): Promise<InstanceZones> => {
    const { data, success } = response.safeParse(await promql.query(instancesByZoneQuery(endpoint)));
    if (!success) throw new Error("CloudWatch's response is not what Prometheus responds with");
    const zones = data.data.result.map(({ metric, value: [, count] }) => [metric[ZONE_LABEL] ?? '', count] as const);
    return Object.fromEntries(zones.filter(([zone]) => zone !== '').toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
  return isObserved(observed) && Object.keys(observed.value).length === 0
    ? { unknown: `CloudWatch has no metrics that say so of ${endpoint}` }
    : observed;
}
