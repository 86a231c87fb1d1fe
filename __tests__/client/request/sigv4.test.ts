import { createHash, createHmac } from 'node:crypto';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { InvocationFormat } from '../../../client/request/invocation';
import { Signer } from '../../../client/request/sigv4';

/** Node's digests, in the shape that the SDK's signer asks for. */
class Sha256 {
  private readonly hash;
  constructor(secret?: unknown) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }
  update(data: Uint8Array | string): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {
    throw new Error('not needed');
  }
}

const oneOf = (characters: string) => fc.constantFrom(...characters);
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const name = fc.string({ unit: oneOf(`${LETTERS}-`), minLength: 1, maxLength: 63 });
const value = fc
  .string({ unit: oneOf(String.fromCharCode(...Array.from({ length: 95 }, (_, i) => i + 32))), maxLength: 40 })
  .filter((text) => /^[!-~]+(?: [!-~]+)*$/.test(text));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const input = fc.record({
  EndpointName: name,
  Body: fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 200 })),
  Accept: optional(value),
  ContentType: optional(value),
  CustomAttributes: optional(value),
  EnableExplanations: optional(value),
  InferenceComponentName: optional(value),
  InferenceId: optional(value),
  PrefixAwareId: optional(value),
  SessionId: optional(value),
  TargetContainerHostname: optional(value),
  TargetModel: optional(value),
  TargetVariant: optional(value),
});
const credentials = fc.record({
  accessKeyId: fc.string({ unit: oneOf(LETTERS), minLength: 16, maxLength: 32 }),
  secretAccessKey: fc.string({ unit: oneOf(`${LETTERS}/+=`), minLength: 1, maxLength: 60 }),
  sessionToken: optional(fc.string({ unit: oneOf(`${LETTERS}/+=`), minLength: 1, maxLength: 400 })),
});
const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const baseUrl = fc.constantFrom(
  'https://runtime.sagemaker.us-east-1.amazonaws.com',
  'http://127.0.0.1:8080',
  'https://[::1]:8443/',
  'https://gateway.example/models',
  "https://gateway.example/a%20b/c!'()*~/",
  'https://gateway.example/%C3%A9/@:$&+,;=',
);

test("signatures are the SDK's own, whatever is signed", async () => {
  // One for all, as in a client: what it keeps from one request must not be in the next.
  const signer = new Signer('eu-central-1', 'sagemaker');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(input, credentials, date, baseUrl), { minLength: 1, maxLength: 3 }),
      async (calls) => {
        for (const [params, identity, when, url] of calls) {
          const base = new URL(url);
          const request = new InvocationFormat(base).request(params);
          if (request === undefined) throw new Error('left to the SDK');
          const { path, headers, body } = request;
          const sdk = new SignatureV4({
            service: 'sagemaker',
            region: 'eu-central-1',
            credentials: identity,
            sha256: Sha256,
          });
          const expected = await sdk.sign(
            new HttpRequest({
              method: 'POST',
              hostname: base.hostname,
              path,
              headers: Object.fromEntries(headers),
              body,
            }),
            { signingDate: when },
          );
          expect(signer.sign(request, identity, when.getTime())).toEqual(expected.headers);
        }
      },
    ),
    { numRuns: 40 },
  );
});
