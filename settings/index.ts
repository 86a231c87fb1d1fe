export {
  type Environment,
  environment,
  type ResolvedBackend,
  type ResolvedEndpoint,
  type ResolvedNetwork,
} from './environment';
export { loadEnvironments } from './load';
export { SettingsError } from './problems';
export type { EnvironmentSettings } from './schema';
