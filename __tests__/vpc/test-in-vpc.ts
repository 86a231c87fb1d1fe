import { whyNoVpc } from './requirements';
import { SimulatedVpc } from './simulated-vpc';

const reason = whyNoVpc();

/** A test in a simulated VPC, one for each file. Where there can be none it is skipped, and its name says why. */
export function testInVpc(name: string, body: (vpc: SimulatedVpc) => Promise<void>): void {
  if (reason === undefined) test(name, () => body(vpc));
  else test.skip(`${name} (skipped: ${reason})`, () => undefined);
}

let vpc: SimulatedVpc;
if (reason === undefined) {
  beforeAll(async () => {
    vpc = await SimulatedVpc.start();
  });
  afterAll(() => vpc.end());
}
