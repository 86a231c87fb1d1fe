import { type OutgoingHttpHeaders, request } from 'node:http';

/**
 * The body of a response with status 200; anything else is an error. By `node:http`, because the first use of `fetch`
 * takes about 30 ms.
 */
export function requestText(
  url: string,
  signal: AbortSignal,
  headers: OutgoingHttpHeaders,
  method: 'GET' | 'PUT' = 'GET',
): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without an agent no connection stays open, and none goes through the proxy of the environment.
    const sent = request(url, { method, headers, signal, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${method} ${url} answered ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
