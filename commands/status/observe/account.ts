import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { ask, type Known } from './known';

/** The account of the credentials at hand. */
export const observeAccount = (sts: STSClient): Promise<Known<string | undefined>> =>
  ask('sts:GetCallerIdentity', async () => (await sts.send(new GetCallerIdentityCommand({}))).Account);
