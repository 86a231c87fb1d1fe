export { environment } from './environment';
export { loadEnvironments } from './load';
export type { Artifact, Backend, Endpoint, Environment, Image, NetworkSettings } from './resolve';
export type { EnvironmentSettings } from './schema';
export { SettingsError } from './settings-error';
