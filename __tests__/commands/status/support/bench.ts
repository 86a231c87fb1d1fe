import type { StatusReport } from '../../../../commands/status/report';
import { StatusBench } from './account';

/** A bench that starts before the tests of a file, and ends after them. */
export function statusBench(): Pick<StatusBench, 'api' | 'report'> {
  let bench: StatusBench;
  beforeAll(async () => {
    bench = await StatusBench.start();
  });
  afterAll(() => bench.end());
  return {
    get api() {
      return bench.api;
    },
    report: (...args) => bench.report(...args),
  };
}

export const messages = ({ findings }: StatusReport): string[] =>
  findings.map(({ level, message }) => `${level}: ${message}`);

/** Settings of an endpoint that is scaled. */
export const SCALING = { instanceCount: 3, scaling: { min: 2, max: 8, target: { concurrentRequests: 4 } } };

/** What Application Auto Scaling has of it. */
export const TARGET = {
  MinCapacity: 2,
  MaxCapacity: 8,
  ServiceNamespace: 'sagemaker',
  ResourceId: 'x',
  ScalableDimension: 'x',
};
