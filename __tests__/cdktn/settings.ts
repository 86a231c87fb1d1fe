import { endpoint, settings } from '../support/settings';

/** An environment of the leg's own, which makes everything itself and has what has bindings of its own. */
export const ENVIRONMENT = 'moved';
export const STACKS = ['moved-network', 'moved-churn', 'moved-probe'] as const;

const SETTINGS = settings({
  probe: true,
  endpoints: {
    churn: endpoint({
      instanceCount: 2,
      scaling: { min: 2, max: 4, target: { concurrentRequests: 4 } },
      alarms: { modelLatencyP99Ms: 200, errorPercent: 1 },
    }),
  },
});

/** As a file in `environments/`. */
export const ENVIRONMENT_FILE = `import { environment } from '../settings';\nexport default environment(${JSON.stringify(SETTINGS)});\n`;
