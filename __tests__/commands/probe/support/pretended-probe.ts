import { PretendedAccount } from './account';
import { ADDRESSES, dns, PretendedVpc, resolverOf, time } from './vpc';

const [A, B] = Object.values(ADDRESSES) as [string, string];

/** What a hop to another zone adds to a call. */
export const HOP_MS = 12;

/**
 * A VPC and an account for the tests of a file, which must mock the modules that vpc.ts stands in for. Before each test
 * every zone answers, and names take the zones in turn.
 */
export function pretendedProbe(): { readonly vpc: PretendedVpc; readonly account: PretendedAccount } {
  let vpc: PretendedVpc;
  let account: PretendedAccount;
  beforeAll(async () => {
    jest.spyOn(performance, 'now').mockImplementation(() => time.nowMs);
    vpc = await PretendedVpc.start();
    account = await PretendedAccount.start(vpc);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await account.end();
    await vpc.end();
  });
  beforeEach(() => {
    vpc.status = 200;
    vpc.way = (from, to) => (from === to ? 1 : 1 + HOP_MS);
    delete dns.resolve4;
    let turn = 0;
    dns.resolve = resolverOf(() => (turn++ % 2 === 0 ? [A, B] : [B, A]));
  });
  return {
    get vpc() {
      return vpc;
    },
    get account() {
      return account;
    },
  };
}
