import { dnsSuffixOf, partitionOf, runtimeHostName, runtimeServiceName } from '../../settings/region';

test.each([
  ['eu-west-1', 'aws', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
])('%s is in %s', (region, partition, suffix) => {
  expect(partitionOf(region)).toBe(partition);
  expect(dnsSuffixOf(region)).toBe(suffix);
});

test('the service’s name has its parts in one order, the host’s in the other', () => {
  expect(runtimeServiceName('eu-west-1', false)).toBe('com.amazonaws.eu-west-1.sagemaker.runtime');
  expect(runtimeServiceName('us-east-1', true)).toBe('com.amazonaws.us-east-1.sagemaker.runtime-fips');
  expect(runtimeServiceName('cn-north-1', false)).toBe('cn.com.amazonaws.cn-north-1.sagemaker.runtime');
  expect(runtimeHostName('eu-west-1', false)).toBe('runtime.sagemaker.eu-west-1.amazonaws.com');
  expect(runtimeHostName('us-east-1', true)).toBe('runtime-fips.sagemaker.us-east-1.amazonaws.com');
  expect(runtimeHostName('cn-north-1', false)).toBe('runtime.sagemaker.cn-north-1.amazonaws.com.cn');
});
