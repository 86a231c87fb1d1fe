export { environment } from './environment';
export { loadEnvironments } from './load';
export { SettingsError } from './problems';
export type { Artifact, Backend, Endpoint, Environment, Image, NetworkSettings } from './resolve';
export type { EnvironmentSettings } from './schema';
