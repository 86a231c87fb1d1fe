/** What SageMaker sends to a model's container: `POST /invocations`. */
export interface ContainerRequest {
  /** The body of the call, unchanged. */
  readonly body: Buffer;
  /** The headers that SageMaker passes on, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a model's container responds with. */
export interface ContainerResponse {
  /** The HTTP status. SageMaker takes 2xx for success. */
  readonly status: number;
  readonly contentType: string;
  /** The container's own `X-Amzn-SageMaker-Custom-Attributes`, if any. */
  readonly customAttributes?: string | undefined;
  /** The body, chunk by chunk as it arrives. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A model's container, as SageMaker's contract has it: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
export interface Container {
  /** @param signal - aborts when the caller is gone or the container has run out of time */
  invoke(request: ContainerRequest, signal: AbortSignal): Promise<ContainerResponse>;
}
