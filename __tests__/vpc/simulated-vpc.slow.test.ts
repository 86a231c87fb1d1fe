import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../support/settings';
import { testInVpc } from './test-in-vpc';
import { type ClientPlace, OWN_ZONE, RUNTIME_NAME, ZONES } from './topology';

const ADDRESSES = ZONES.map(({ address }) => address);

/** Which zones come first in nine answers, of each kind. */
async function firstAnswers(vpc: Parameters<Parameters<typeof testInVpc>[1]>[0], place: ClientPlace) {
  const client = await vpc.startClient(place);
  const first = { lookup: new Set<string>(), resolve4: new Set<string>() };
  for (let i = 0; i < 9; i++) {
    const { lookup, resolve4 } = await client.call('resolve', RUNTIME_NAME);
    expect(lookup.toSorted()).toEqual(ADDRESSES);
    first.lookup.add(lookup[0] ?? '');
    first.resolve4.add(resolve4[0] ?? '');
  }
  await client.end();
  return { lookup: [...first.lookup].sort(), resolve4: [...first.resolve4].sort() };
}

testInVpc('DNS rotates for a client in a subnet without a network interface', async (vpc) => {
  expect(await firstAnswers(vpc, 'elsewhere')).toEqual({ lookup: ADDRESSES, resolve4: ADDRESSES });
});

testInVpc('getaddrinfo puts the interface in the own subnet first, DNS alone does not: RFC 6724', async (vpc) => {
  expect(await firstAnswers(vpc, 'beside-interface')).toEqual({ lookup: [OWN_ZONE.address], resolve4: ADDRESSES });
});

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

/** One that has ended and waits for its parent has no network any more. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

testInVpc('killed, it leaves no process behind, and with them go their networks', async () => {
  const command = ['--require', './loader/typescript.cjs', '__tests__/vpc/chaos/command.ts', '--clients', 'sdk'];
  const chaos = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(chaos.stdout, 'data');
  const pid = chaos.pid as number;
  while (childrenOf(pid).length < 6) await delay(20); // router, resolver, three zones, client
  const children = childrenOf(pid);
  chaos.kill('SIGKILL');
  await once(chaos, 'exit');
  while (children.some(isRunning)) await delay(20);
});
