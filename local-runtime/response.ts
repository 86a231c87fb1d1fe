import type { ServerResponse } from 'node:http';
import type { ServiceException } from './service-exception';

/** As AWS's REST services do: the code is in a header, the message and the error's own fields are in the body. */
export function sendError(response: ServerResponse, error: ServiceException): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = error.toJson();
  response
    .writeHead(error.status, {
      'x-amzn-ErrorType': error.code,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    })
    .end(body);
}

/** Waits for a slow reader, so that what it has not read yet does not pile up here, but not for one that is gone. */
export function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
