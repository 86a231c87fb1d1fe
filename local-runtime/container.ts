/** What a model's container is asked: SageMaker's contract for `POST /invocations`. */
export interface Invocation {
  readonly body: Buffer;
  /** In lower case, those that SageMaker passes on. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface ContainerAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The container's own `X-Amzn-SageMaker-Custom-Attributes`, if any. */
  readonly customAttributes?: string | undefined;
  /** The answer, piece by piece as it comes. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A model's container: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
export interface Container {
  invoke(invocation: Invocation, signal: AbortSignal): Promise<ContainerAnswer>;
}
