/**
 * Families with local NVMe storage that the letter d in the name does not give away.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html
 */
const WITHOUT_THE_LETTER = /^(dl1|g5|g6|g6e|g7|g7e|p5|p5e|p5en|p6|p6e|trn1|trn1n|trn2)$/;

/**
 * Whether a type's instances store on local disks. They get no volume, so that its size cannot be set, and their hardware
 * encrypts the disks: a key does not, though SageMaker accepts one since 2026 (it refused it before).
 *
 * @param instanceType - for example `ml.g5.xlarge`
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html (KmsKeyId)
 */
export function hasLocalStorage(instanceType: string): boolean {
  const family = (instanceType.split('.')[1] ?? '').split('-')[0] ?? '';
  return WITHOUT_THE_LETTER.test(family) || /^[a-z]+\d+[a-z]*d/.test(family);
}
