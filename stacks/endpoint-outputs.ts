import { TerraformOutput, type TerraformStack } from 'cdktf';
import { hclList } from '../modules/hcl';
import { runtimeHostName } from '../settings/region';

/** The values that an endpoint's stack writes. */
export interface EndpointOutputValues {
  /** The SageMaker endpoint's name. */
  readonly endpointName: string;
  readonly endpointArn: string;
  /** The policy to attach to a caller's role. */
  readonly callerPolicyArn: string;
  readonly region: string;
  /** Whether calls go to the FIPS endpoint of the Runtime. */
  readonly fips: boolean;
  /** The zones of the settings, by name. */
  readonly zones: readonly string[];
  /** The zones of the PrivateLink endpoint as an HCL expression: objects with `name` and `dns_name`, by zone ID. */
  readonly privateLinkZones: string;
}

/** The outputs' names are a contract: people script against them. */
export function writeEndpointOutputs(stack: TerraformStack, values: EndpointOutputValues): void {
  const output = (name: string, value: string, description: string) =>
    new TerraformOutput(stack, name, { value, description, staticId: true });
  output('endpoint_name', values.endpointName, 'The endpoint');
  output('endpoint_arn', values.endpointArn, 'The endpoint');
  output('caller_policy_arn', values.callerPolicyArn, 'Who has this policy may call, through PrivateLink only');
  output('client_config', clientConfig(values), 'What a client needs to know, as JSON');
  output('invoke_command', invokeCommand(values), 'Calls the model with a body from a file, from inside the VPC');
}

/**
 * Only zones of the settings: a zone that is removed leaves with the endpoint, which is deployed before the network. A
 * zone without a name of its own is left out.
 */
function clientConfig(values: EndpointOutputValues): string {
  const { endpointName, region, fips, zones, privateLinkZones } = values;
  const offered = `contains(${hclList(zones)}, zone.name) && zone.dns_name != ""`;
  const byId = `{ for id, zone in ${privateLinkZones} : id => { name = zone.name, dnsName = zone.dns_name } if ${offered} }`;
  return (
    `\${jsonencode({ region = "${region}", endpointName = "${endpointName}", ` +
    `endpointUrl = "https://${runtimeHostName(region, fips)}", zones = ${byId} })}`
  );
}

/** FIPS has its own host name, which the SDK uses if this variable says so. */
const invokeCommand = ({ endpointName, region, fips }: EndpointOutputValues): string =>
  `${fips ? 'AWS_USE_FIPS_ENDPOINT=true ' : ''}npm run --silent invoke -- ${endpointName} --region ${region} --body FILE`;
