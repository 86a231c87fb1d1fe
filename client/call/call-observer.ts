import { type CallReport, callHook, type ClientHooks } from '../hooks';
import type { PendingCall } from './pending-call';

/** Reports calls to the hook, if there is one. */
export class CallObserver {
  /** @param host - the host that is called, with its port unless it is the default one */
  constructor(
    private readonly onCall: ClientHooks['onCall'],
    private readonly host: string,
  ) {}

  ended(call: PendingCall, commandName: string, endpointName: string | undefined, error?: unknown): void {
    if (this.onCall === undefined) return;
    const { attempts, connection, connectionMs, firstByteMs, startedAt } = call;
    const cold = connection?.cold === true;
    const report: CallReport = {
      operation: commandName.replace(/Command$/, ''),
      host: this.host,
      endpointName,
      ...(error !== undefined && { error }),
      attempts,
      zone: connection?.zone,
      address: connection?.address,
      cold,
      connectionMs,
      dnsMs: cold ? connection.dnsMs : 0,
      tcpMs: cold ? connection.tcpMs : 0,
      tlsMs: cold ? connection.connectMs - connection.tcpMs : 0,
      firstByteMs,
      totalMs: performance.now() - startedAt,
    };
    callHook(this.onCall, report);
  }
}
