import { endpointsOf, type Invariant, problem } from './invariant';

/** A way of calling that the PrivateLink endpoint stops, whatever the caller's policy allows. */
export const callersReachable: Invariant = ({ settings }) => {
  const privateLink = settings.network?.privateLink ?? {};
  // What an existing endpoint lets through is its owner's to say, and without a policy all calls pass.
  if (privateLink.existing !== undefined) return [];
  const stopped = {
    openAi: privateLink.openAi !== true && privateLink.fips !== true,
    bidirectionalStreaming: privateLink.bidirectionalStreaming !== true,
  };
  return endpointsOf(settings).flatMap(({ endpoint: { callers }, path }) =>
    (['openAi', 'bidirectionalStreaming'] as const)
      .filter((kind) => callers?.[kind] === true && stopped[kind])
      .map((kind) =>
        problem(
          [...path, 'callers', kind],
          `the PrivateLink endpoint lets no such call through: set network.privateLink.${kind} to true as well, or leave it out`,
        ),
      ),
  );
};
