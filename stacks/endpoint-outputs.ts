import { TerraformOutput, type TerraformStack } from 'cdktf';

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
}

/** The outputs' names are a contract: people script against them. */
export function writeEndpointOutputs(stack: TerraformStack, values: EndpointOutputValues): void {
  const output = (name: string, value: string, description: string) =>
    new TerraformOutput(stack, name, { value, description, staticId: true });
  output('endpoint_name', values.endpointName, 'The endpoint');
  output('endpoint_arn', values.endpointArn, 'The endpoint');
  output('caller_policy_arn', values.callerPolicyArn, 'Who has this policy may call, through PrivateLink only');
  output('invoke_command', invokeCommand(values), 'Calls the model with a body from a file, from inside the VPC');
}

/** FIPS has its own host name, which the SDK uses if this variable says so. */
const invokeCommand = ({ endpointName, region, fips }: EndpointOutputValues): string =>
  `${fips ? 'AWS_USE_FIPS_ENDPOINT=true ' : ''}npm run --silent invoke -- ${endpointName} --region ${region} --body FILE`;
