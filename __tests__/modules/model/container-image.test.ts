import { type ContainerImage, containerImage } from '../../../modules/model/container-image';
import { synthesizeModule, the } from '../../support/synthesized';

const arnContext = { partition: 'aws-cn', region: 'cn-north-1', accountId: '111122223333' };

test('an image of one’s own is what it is', () => {
  let image: ContainerImage | undefined;
  const terraform = synthesizeModule((stack) => {
    image = containerImage(stack, 'image', arnContext, {
      kind: 'own',
      uri: 'uri',
      accountId: '444455556666',
      repository: 'team/scoring',
    });
  });
  expect(image).toEqual({
    uri: 'uri',
    repositoryArn: 'arn:aws-cn:ecr:cn-north-1:444455556666:repository/team/scoring',
  });
  expect(terraform.data).toBeUndefined();
});

test('one that AWS publishes is looked up', () => {
  const terraform = synthesizeModule((stack) => {
    containerImage(stack, 'image', arnContext, { kind: 'aws', repository: 'sagemaker-xgboost', tag: '1.7-1' });
  });
  expect(the(terraform, 'aws_sagemaker_prebuilt_ecr_image')).toEqual({
    repository_name: 'sagemaker-xgboost',
    image_tag: '1.7-1',
  });
});
