import type { Socket } from 'node:net';

/** The TCP connections of a server. Over TLS a request has another socket, which cannot reset the one below it. */
export class TcpConnections {
  private readonly sockets = new Map<string, Socket>();

  add(socket: Socket): void {
    const peer = peerOf(socket);
    this.sockets.set(peer, socket);
    socket.once('close', () => this.sockets.delete(peer));
  }

  /** Resets the connection that a socket of a request is of, whether over TLS or not. */
  reset(socket: Socket): void {
    this.sockets.get(peerOf(socket))?.resetAndDestroy();
  }
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
