import { environment } from '../settings';

/**
 * A VPC that is there already, three zones, state in HCP Terraform. Every id, ARN and name below is made up:
 * README.md says which to fill in.
 */
export default environment({
  region: 'us-east-1',
  accountId: '123456789012',
  tags: { owner: 'ml-platform' },
  backend: { kind: 'cloud', organization: 'my-organization', project: 'inference' },
  protect: true,
  network: {
    existing: {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      subnets: {
        'us-east-1a': 'subnet-0a1b2c3d4e5f6071a',
        'us-east-1b': 'subnet-0a1b2c3d4e5f6071b',
        'us-east-1c': 'subnet-0a1b2c3d4e5f6071c',
      },
      routeTableIds: ['rtb-0a1b2c3d4e5f60718'],
    },
    clients: { securityGroupIds: ['sg-0a1b2c3d4e5f60718'] },
  },
  endpoints: {
    scoring: {
      model: {
        image: { repository: 'sagemaker-xgboost', tag: '1.7-1' },
        artifact: 's3://my-models/scoring/model.tar.gz',
      },
      instanceType: 'ml.m5.xlarge',
      kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  },
});
