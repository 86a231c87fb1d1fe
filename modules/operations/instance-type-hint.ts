import { DataAwsEc2InstanceTypeOfferings } from '@cdktf/provider-aws/lib/data-aws-ec2-instance-type-offerings';
import { Construct } from 'constructs';
import { addCheck, hclList } from '../hcl';

export interface InstanceTypeHintProps {
  /** For example `ml.m5.large`. */
  readonly instanceType: string;
  /** The zones that the type is needed in, by name. */
  readonly zones: readonly string[];
}

/**
 * Warns at plan where EC2 does not offer the type in a zone. It refuses nothing, because no API tells what SageMaker
 * itself offers in a zone.
 */
export class InstanceTypeHint extends Construct {
  constructor(scope: Construct, id: string, props: InstanceTypeHintProps) {
    super(scope, id);
    const type = props.instanceType.replace(/^ml\./, '');
    const offerings = new DataAwsEc2InstanceTypeOfferings(this, 'offerings', {
      locationType: 'availability-zone',
      filter: [{ name: 'instance-type', values: [type] }],
    });
    const missing = `setsubtract(${hclList(props.zones)}, ${offerings.fqn}.locations)`;
    addCheck(
      this,
      'instance_type_is_offered_in_every_zone',
      `\${length(${missing}) == 0}`,
      `EC2 does not offer ${type} in \${join(", ", ${missing})}, and so SageMaker probably has no ${props.instanceType} there: ` +
        'it would put the instances into the other zones. Take another type, or other zones.',
    );
  }
}
