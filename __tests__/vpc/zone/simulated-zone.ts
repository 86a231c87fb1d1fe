import type { Certificate } from '../../../local-runtime/certificate';
import { isNetworkFault, type ZoneFault } from '../faults';
import { RemoteProcess } from '../network/remote-process';
import type { Router } from '../network/router';
import { HALF_OF_CLIENT_PORTS, type Zone } from '../topology';
import type { ZoneHandlers } from './zone-process';

/** A zone: its network interface, and a runtime behind it. */
export class SimulatedZone {
  private constructor(
    readonly zone: Zone,
    private readonly process: RemoteProcess<ZoneHandlers>,
    private readonly router: Router,
  ) {}

  static async start(zone: Zone, router: Router, tls: Certificate): Promise<SimulatedZone> {
    const process = await RemoteProcess.start<ZoneHandlers>('zone/zone-process.ts');
    await router.connect(process.namespace, zone.address, zone.nextAddress);
    await process.call('start', zone.id, tls);
    return new SimulatedZone(zone, process, router);
  }

  /** From now on this goes wrong, in place of what went wrong before. */
  async inject(fault: ZoneFault): Promise<void> {
    const { address } = this.zone;
    if (!isNetworkFault(fault)) return this.process.call('inject', fault);
    switch (fault.kind) {
      case 'swallow':
        return this.router.drop(address);
      case 'unreachable':
        return this.router.drop(address, 'unreachable');
      case 'half-open':
        return this.router.dropConnections(address, await this.process.call('clientPorts'));
      case 'half-lost':
        return this.router.dropConnections(address, HALF_OF_CLIENT_PORTS);
    }
  }

  /** Nothing goes wrong any more, and the interface is where it was first. */
  async heal(): Promise<void> {
    await this.router.drop(this.zone.nextAddress);
    await this.router.forward(this.zone.address);
    await this.process.call('inject');
  }

  /** The network interface gets another address. The old one may still work. */
  async move(oldWorks: boolean): Promise<void> {
    await this.router.forward(this.zone.nextAddress);
    if (!oldWorks) await this.router.drop(this.zone.address);
  }

  /** What the model has computed since the last time: one entry each time. */
  takeExecuted(): Promise<string[]> {
    return this.process.call('takeExecuted');
  }

  end(): Promise<void> {
    return this.process.end();
  }
}
