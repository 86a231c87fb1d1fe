import { environment } from '../settings';

/** Everything from nothing: a new VPC, two zones, and the sample model as the endpoint dev-diabetes. */
export default environment({
  region: 'us-east-1',
  network: {
    create: {
      cidrBlock: '10.0.0.0/16',
      availabilityZones: ['us-east-1a', 'us-east-1b'],
    },
  },
  endpoints: {
    diabetes: {
      model: {
        image: { repository: 'sagemaker-xgboost', tag: '1.7-1' },
        artifact: 'samples/diabetes/model.tar.gz',
      },
      instanceType: 'ml.m5.large',
    },
  },
});
