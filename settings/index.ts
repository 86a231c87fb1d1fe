export { environment } from './environment';
export { loadEnvironments } from './load';
export { SettingsError } from './problems';
export type { EnvironmentSettings } from './schema';
export type { Environment, ResolvedBackend, ResolvedEndpoint, ResolvedNetwork } from './resolved';
