/**
 * The name of every resource that can be found by its name is decided here. The inline policies of roles are named where
 * they are created: a policy is found through its role.
 *
 * Names that end in a hyphen are prefixes: Terraform adds 26 characters of its own, so that a successor can stand
 * beside what it replaces. The others are constant for as long as the endpoint lives.
 */
export const networkNames = (environment: string) => {
  const stack = `${environment}-network`;
  return {
    stack,
    vpc: environment,
    subnet: (zone: string) => `${environment}-private-${zone}`,
    routeTable: `${environment}-private`,
    defaultSecurityGroup: `${environment}-default-locked`,
    privateLink: `${environment}-sagemaker-runtime`,
    s3Gateway: `${environment}-s3`,
    privateLinkSecurityGroup: `${environment}-privatelink-`,
    clientSecurityGroup: `${environment}-clients-`,
    modelSecurityGroup: `${environment}-models-`,
    probeSecurityGroup: `${environment}-probe-`,
    probeRole: `${environment}-probe-`,
    flowLogGroup: `/vpc/${stack}/flow-log`,
    flowLogRole: `${environment}-flow-log-`,
    packetsDroppedAlarm: (zone: string) => `${environment}-privatelink-packets-dropped-${zone}`,
  };
};

export const endpointNames = (environment: string, name: string) => {
  const stack = `${environment}-${name}`;
  return {
    stack,
    endpoint: stack,
    // Guardrails and scaling know the variant by its name, which must be the same from one update to the next.
    variant: 'primary',
    modelPrefix: `${stack}-`,
    interfaceGroupPrefix: `${stack}-model-`,
    configurationPrefix: `${stack}-`,
    bucketPrefix: `${stack}-`,
    executionRolePrefix: `${stack}-`,
    executionPolicyPrefix: `${stack}-`,
    callerPolicy: `${stack}-caller`,
    logGroup: `/aws/sagemaker/Endpoints/${stack}`,
    // None of these endings ends another, so that no two endpoints' alarms are ever called the same.
    rollbackAlarm: (configuration: string) => `${configuration}-rollback`,
    serverErrorsAlarm: `${stack}-server-errors`,
    modelErrorsAlarm: `${stack}-model-errors`,
    modelLatencyAlarm: `${stack}-model-latency`,
    overheadLatencyAlarm: `${stack}-overhead-latency`,
    scalingPolicy: `${stack}-scaling`,
    dashboard: stack,
  };
};

/** With `*` for the zone these are patterns of all that the probe has. */
export const probeNames = (environment: string) => {
  const stack = `${environment}-probe`;
  const functionName = (zone: string) => `${stack}-${zone}`;
  return {
    stack,
    function: functionName,
    logGroup: (zone: string) => `/aws/lambda/${functionName(zone)}`,
  };
};

export type NetworkNames = ReturnType<typeof networkNames>;
export type EndpointNames = ReturnType<typeof endpointNames>;
export type ProbeNames = ReturnType<typeof probeNames>;

/** What the tightest prefix allows: endpoint configurations and buckets take 37 characters, the hyphen included. */
export const MAX_ENDPOINT_NAME_LENGTH = 36;

/** What the tightest name in the network stack allows: a role's prefix takes 38 characters. */
export const MAX_ENVIRONMENT_NAME_LENGTH = 38 - '-flow-log-'.length;

/** What an endpoint cannot be called, because the stacks are. */
export const RESERVED_ENDPOINT_NAMES: readonly string[] = ['network', 'probe'];

/**
 * What an environment cannot be called, because AWS keeps names that begin so: security groups (`sg-`) and buckets
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
 */
export const RESERVED_ENVIRONMENT_NAMES: readonly string[] = ['sg', 'sthree', 'amzn'];
