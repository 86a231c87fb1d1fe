import { arch, platform, release } from 'node:os';
import { version } from '../package.json';

/** Who calls, for AWS's logs: this package, the platform and Node. The SDK's own takes as long as signing, on each call. */
export const userAgent = (): string =>
  `sagemaker-privatelink-client/${version} os/${platform()}#${release()} lang/js md/nodejs#${process.versions.node} md/arch#${arch()}`;
