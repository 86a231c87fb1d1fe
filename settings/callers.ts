/** Who calls an endpoint, and how beyond InvokeEndpoint and its response stream. */
export interface ResolvedCallers {
  /** The roles that get the caller policy. */
  readonly roleNames: readonly string[];
  /** Whether the policy allows calls with bearer tokens, as OpenAI's clients make them. */
  readonly openAi: boolean;
  /** Whether the policy allows bidirectional streams. */
  readonly bidirectionalStreaming: boolean;
}
