import { AssetType, TerraformAsset, TerraformOutput, type TerraformRemoteState } from 'cdktf';
import type { Construct } from 'constructs';
import { ProbeFunction } from '../modules/probe/probe-function';
import type { ProbeNames } from '../settings/names';
import { AwsStack, type AwsStackProps } from './aws-stack';
import { readNetworkOutputs } from './network-outputs';

export interface ProbeStackProps extends AwsStackProps {
  /** The names of the functions and their log groups. */
  readonly names: ProbeNames;
  /** The zones to measure from. */
  readonly zones: readonly string[];
  /** The functions' code. */
  readonly code: ProbeCode;
  /** The name of the network stack, for messages. */
  readonly networkStack: string;
  /** Reads the state of the network stack, as a data source of this stack. */
  readonly networkState: (stack: ProbeStack) => TerraformRemoteState;
}

/** The functions' code. */
export interface ProbeCode {
  /** The absolute path of the zip, which exists while the stacks are written. */
  readonly path: string;
  /** The SHA-256 of its content. */
  readonly sha256: Buffer;
}

/**
 * The functions that measure from inside the VPC, one in each zone, each with a log group. Their role and security group
 * outlive them, and are part of the network stack.
 *
 * The plan fails where the network has no subnet in a zone yet, or no role for the probe. Charged only while it
 * measures, by Lambda, and for its logs.
 */
export class ProbeStack extends AwsStack {
  constructor(scope: Construct, id: string, props: ProbeStackProps) {
    super(scope, id, props);
    const { names, zones, environment } = props;
    const network = readNetworkOutputs(props.networkState(this), props.networkStack, zones);
    const code = new TerraformAsset(this, 'code', {
      path: props.code.path,
      type: AssetType.FILE,
      assetHash: props.code.sha256.toString('hex'),
    });
    const functions = zones.map((zone) => {
      const { functionName } = new ProbeFunction(this, zone, {
        functionName: names.function(zone),
        logGroupName: names.logGroup(zone),
        description: `Measures the way from ${zone} to the models of ${environment}`,
        roleArn: network.probeRoleArn,
        subnetId: network.subnetIds[zone] as string,
        securityGroupId: network.probeSecurityGroupId,
        codePath: code.path,
        codeSha256: props.code.sha256.toString('base64'),
        preconditions: [network.hasZone(zone), network.hasProbe],
      });
      return [zone, functionName] as const;
    });
    // The name is a contract: people script against it.
    new TerraformOutput(this, 'function_names', {
      value: Object.fromEntries(functions),
      description: 'The functions, by zone',
      staticId: true,
    });
  }
}
