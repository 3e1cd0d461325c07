import type { Remote } from '../domain/base.ts';
import { inherited } from './git.ts';

/** What git needs to reach one server, and no other. */
export interface Network {
  /** Where to fetch from: neither credentials nor a query. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: readonly string[];
  /** A text in which the token must not show. */
  withoutSecrets(text: string): string;
}

/** How the machine reaches the network: the runner's to say, as for every other request of the run. */
const OF_THE_MACHINE = ['http_proxy', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY', 'all_proxy', 'ALL_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'];

const SETTINGS = [
  // The header with the token would go along.
  'http.followRedirects=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=30',
  // Packs are kept as they come: files of a commit are read far quicker from one than loose.
  'fetch.unpackLimit=1',
  'gc.auto=0',
];

/**
 * The network for a fetch into a repository of our own in `home`; undefined for an address that is neither https nor http. The token
 * travels in the environment, as configuration for its server alone: a command line can be read by every user of the machine.
 */
export function networkOf({ url, token }: Remote, home: string): Network | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !/^https?:$/.test(address.protocol)) return undefined;
  const basic = token && Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    url: `${address.origin}${address.pathname}`,
    environment: {
      ...inherited(OF_THE_MACHINE),
      // Without one, the user's home folder would be asked for a .netrc.
      HOME: home,
      GIT_ALLOW_PROTOCOL: address.protocol.slice(0, -1),
      ...(basic && { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `http.${address.origin}/.extraheader`, GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}` }),
    },
    settings: SETTINGS,
    withoutSecrets: (text) => [token, basic].reduce<string>((clean, secret) => (secret ? clean.replaceAll(secret, '***') : clean), text),
  };
}
