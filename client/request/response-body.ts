import type { InvokeEndpointCommandOutput } from '@aws-sdk/client-sagemaker-runtime';

/** A response's bytes, with the method that the SDK gives them. */
class ResponseBody extends Uint8Array {
  transformToString(encoding: BufferEncoding = 'utf-8'): string {
    return Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString(encoding);
  }
}

/** Makes the SDK's type of bytes of others, without copying them, as the SDK does. */
export const asResponseBody = (bytes: Uint8Array): InvokeEndpointCommandOutput['Body'] =>
  Object.setPrototypeOf(bytes, ResponseBody.prototype) as InvokeEndpointCommandOutput['Body'];
