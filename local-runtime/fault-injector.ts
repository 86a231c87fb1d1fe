import { modelError, ServiceException, validationError } from './service-exception';

/** What goes wrong on purpose. Each share is of all calls, from 0 to 1. */
export interface FaultInjectorOptions {
  /** Added to every response, in milliseconds. @default 0 */
  readonly latencyMs?: number;
  /** The share of calls that end with an error, by the error's name: one of INJECTABLE_ERRORS. @default - none */
  readonly errors?: Readonly<Record<string, number>>;
  /** The share of calls whose connection is reset. @default 0 */
  readonly resets?: number;
  /** The share of calls that never get a response. @default 0 */
  readonly stalls?: number;
}

/** What goes wrong with a call. */
export type InjectedFault =
  | { readonly kind: 'error'; readonly error: ServiceException }
  | { readonly kind: 'reset' }
  | { readonly kind: 'stall' };

/** The errors of the Runtime that can be injected, by name. */
export const INJECTABLE_ERRORS: Readonly<Record<string, () => ServiceException>> = {
  InternalFailure: () => new ServiceException('InternalFailure', 500, 'An internal failure occurred.'),
  ServiceUnavailable: () => new ServiceException('ServiceUnavailable', 503, 'The service is unavailable. Try again.'),
  InternalDependencyException: () =>
    new ServiceException('InternalDependencyException', 530, 'A dependency of the service failed.'),
  ModelNotReadyException: () =>
    new ServiceException('ModelNotReadyException', 429, 'The model is not ready. Try again.'),
  ThrottlingException: () => new ServiceException('ThrottlingException', 400, 'Rate exceeded'),
  AccessDeniedException: () =>
    new ServiceException(
      'AccessDeniedException',
      403,
      'User is not authorized to perform: sagemaker:InvokeEndpoint because no identity-based policy allows the sagemaker:InvokeEndpoint action',
    ),
  ValidationError: () => validationError('Invalid request.'),
  ModelError: () => modelError('ordered', 'us-east-1', 500, 'ordered'),
};

/** Decides for each call whether it fails, and how. */
export class FaultInjector {
  readonly latencyMs: number;
  private readonly shares: readonly (readonly [share: number, fault: () => InjectedFault])[];

  /**
   * @param random - returns numbers from 0 to 1, for tests
   * @throws Error at the first call that would fail with an error that is not in INJECTABLE_ERRORS
   */
  constructor(
    options: FaultInjectorOptions,
    private readonly random: () => number = Math.random,
  ) {
    this.latencyMs = options.latencyMs ?? 0;
    const errors = Object.entries(options.errors ?? {}).map(
      ([name, share]) => [share, () => errorNamed(name)] as const,
    );
    this.shares = [
      [options.resets ?? 0, () => ({ kind: 'reset' })],
      [options.stalls ?? 0, () => ({ kind: 'stall' })],
      ...errors,
    ];
  }

  next(): InjectedFault | undefined {
    let drawn = this.random();
    for (const [share, fault] of this.shares) {
      if (drawn < share) return fault();
      drawn -= share;
    }
    return undefined;
  }
}

function errorNamed(name: string): InjectedFault {
  const create = INJECTABLE_ERRORS[name];
  if (create === undefined)
    throw new Error(`'${name}' is no error of the Runtime: take one of ${Object.keys(INJECTABLE_ERRORS).join(', ')}`);
  return { kind: 'error', error: create() };
}
