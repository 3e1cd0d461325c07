/** Finds the address of a model API in a literal or an expression. */

/** The hosts and URL paths must stand as such: `api.acme.test` is found in `https://eu.api.acme.test/v1`, not in `myapi.acme.test` nor in a sentence. */
export function hostFinder(hosts: readonly string[]): (text: unknown) => boolean {
  const wanted = [...new Set(hosts)];
  if (wanted.length === 0) return () => false;
  // One pass over every argument of every call, instead of one for each host.
  const any = new RegExp(wanted.map((host) => host.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'));
  return (text) => typeof text === 'string' && any.test(text) && !/\s/.test(text) && wanted.some((host) => stands(text, host));
}

function stands(text: string, host: string): boolean {
  for (let at = text.indexOf(host); at >= 0; at = text.indexOf(host, at + 1)) {
    const before = host.startsWith('/') ? '' : text.charAt(at - 1);
    const after = host.endsWith('/') ? '' : text.charAt(at + host.length);
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
