import { loadClientConnectConfig } from '@temporalio/envconfig';
import { ConfigError } from './config-error.js';
import { textIn } from './secrets.js';

/** How a Temporal server is reached, as Temporal's own environment says: TEMPORAL_ADDRESS, TEMPORAL_TLS_…, TEMPORAL_API_KEY, or a profile of a TOML file. */
export type TemporalConnection = Pick<
  ReturnType<typeof loadClientConnectConfig>['connectionOptions'],
  'address' | 'tls' | 'apiKey' | 'metadata'
> & { namespace?: string };

/**
 * Reads Temporal's environment as its own programs do. A file is read only where TEMPORAL_CONFIG_FILE names it: one in somebody's home
 * must not decide what an installation talks to. Variables go over the file. Throws ConfigError, which shows nothing of the file.
 */
export function readTemporal(env: Record<string, string | undefined>): TemporalConnection {
  const given = Object.entries(env).filter((pair): pair is [string, string] => pair[0].startsWith('TEMPORAL_') && !!pair[1]);
  const { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: profile } = Object.fromEntries(given);
  // Read here: a file that is missing would pass for an empty one.
  const data = file === undefined ? undefined : textIn('TEMPORAL_CONFIG_FILE', file);
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig({
      overrideEnvVars: Object.fromEntries(given),
      ...(data === undefined ? { disableFile: true } : { configSource: { data }, configFileStrict: true }),
      ...(file !== undefined && profile !== undefined && { profile }),
    });
    const { address, tls, apiKey, metadata } = connectionOptions;
    const found = { address, namespace, tls, apiKey, metadata };
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as TemporalConnection;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (file === undefined)
      throw new ConfigError('TEMPORAL_TLS_…', '', code ?? 'https://docs.temporal.io/references/client-environment-configuration');
    throw new ConfigError(
      'TEMPORAL_CONFIG_FILE',
      profile === undefined ? file : `${file} [${profile}]`,
      code ?? 'TOML, with the profile that TEMPORAL_PROFILE names',
    );
  }
}

/** Variables of Temporal's own that are read. */
export const TEMPORAL_VARIABLES: readonly string[] = [
  'ADDRESS',
  'NAMESPACE',
  'API_KEY',
  'CONFIG_FILE',
  'PROFILE',
  'TLS',
  'TLS_SERVER_NAME',
  'TLS_DISABLE_HOST_VERIFICATION',
  ...['CLIENT_CERT', 'CLIENT_KEY', 'SERVER_CA_CERT'].flatMap((name) => [`TLS_${name}_PATH`, `TLS_${name}_DATA`]),
].map((name) => `TEMPORAL_${name}`);
