import { parseEcrImage } from '../ecr-image';
import { hasLocalStorage } from '../instance-storage';
import { dnsSuffixOf } from '../region';
import { configuredZones, endpointsOf, type Invariant, problem } from './invariant';

export const oneInstancePerZone: Invariant = ({ settings }) => {
  const zones = configuredZones(settings);
  return endpointsOf(settings).flatMap(({ endpoint: { instanceCount }, path }) => {
    if (zones === undefined || instanceCount === undefined || instanceCount >= zones.length) return [];
    return [
      problem(
        [...path, 'instanceCount'],
        `${instanceCount} is fewer than the ${zones.length} zones (${zones.join(', ')}), and a zone without an instance is answered from another: ` +
          `write ${zones.length} or more, or leave it out`,
      ),
    ];
  });
};

export const noVolumeForLocalStorage: Invariant = ({ settings }) =>
  endpointsOf(settings).flatMap(({ endpoint, path }) => {
    const { instanceType, volumeSizeGb } = endpoint;
    if (instanceType === undefined || volumeSizeGb === undefined || !hasLocalStorage(instanceType)) return [];
    return [problem([...path, 'volumeSizeGb'], `${instanceType} has local storage and gets no volume: leave it out`)];
  });

/** Every endpoint here is updated under guard: https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-exclusions.html */
export const guardedUpdatesSupported: Invariant = ({ settings }) =>
  endpointsOf(settings).flatMap(({ endpoint: { instanceType }, path }) =>
    instanceType?.startsWith('ml.inf1.') === true
      ? [
          problem(
            [...path, 'instanceType'],
            `SageMaker has no guarded updates for ${instanceType}, and every update here is one: take ml.inf2 or another type`,
          ),
        ]
      : [],
  );

/**
 * Images elsewhere would need `RepositoryAccessMode: Vpc` and a way to that registry:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html (Image, ImageConfig)
 */
export const imageInRegionalEcr: Invariant = ({ settings }) =>
  endpointsOf(settings).flatMap(({ endpoint, path }) => {
    const image = endpoint.model?.image;
    if (typeof image !== 'string') return [];
    const at = [...path, 'model', 'image'];
    const { region = 'eu-west-1' } = settings;
    const example = `'111122223333.dkr.ecr.${region}.${dnsSuffixOf(region)}/scoring:1.4.0'`;
    const parsed = parseEcrImage(image);
    if (parsed === undefined || parsed.dnsSuffix !== dnsSuffixOf(parsed.region)) {
      return [
        problem(
          at,
          `'${image}' is not an image in Amazon ECR with a tag or else a digest, the only kind SageMaker can fetch here: write for example ${example}`,
        ),
      ];
    }
    return settings.region === undefined || parsed.region === settings.region
      ? []
      : [
          problem(
            at,
            `'${image}' is in region ${parsed.region}, and SageMaker wants it in the endpoint's, ${settings.region}: write for example ${example}`,
          ),
        ];
  });

/** Limits of ContainerDefinition's Environment, from the API model: 100 entries, 1024 characters, 32 KB in all. */
export const validContainerEnvironment: Invariant = ({ settings }) =>
  endpointsOf(settings).flatMap(({ endpoint, path }) => {
    const variables = Object.entries(endpoint.model?.environment ?? {});
    const at = [...path, 'model', 'environment'];
    const bytes = variables.reduce(
      (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value ?? ''),
      0,
    );
    return [
      ...variables.flatMap(([name, value]) => {
        if (!/^[a-zA-Z_][a-zA-Z0-9_]{0,1023}$/.test(name)) {
          return [
            problem(
              [...at, name],
              'is not a name of letters, digits and _ that SageMaker takes (1024 at most, no digit first): rename it',
            ),
          ];
        }
        if ((value ?? '').includes('${TfToken['))
          return [problem([...at, name], 'has ${TfToken[ in it, which cdktf keeps for itself: rephrase it')];
        return (value ?? '').length <= 1024
          ? []
          : [problem([...at, name], 'has more than 1024 characters: shorten it, or put it into the artifact')];
      }),
      ...(variables.length <= 100
        ? []
        : [problem(at, `has ${variables.length} variables, and SageMaker takes 100: put some into the artifact`)]),
      ...(bytes <= 32 * 1024
        ? []
        : [problem(at, `has ${bytes} bytes in all, and SageMaker takes 32768: put some into the artifact`)]),
    ];
  });
