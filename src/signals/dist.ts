/** True where the module runs from the bundle, false where it runs from its TypeScript source. */
export function isBundled(): boolean {
  return !import.meta.url.endsWith('.ts');
}

/** The folder dist/ of the installed package, with a trailing slash. The bundler may put a module into dist/ or into dist/chunks/. */
export function distFolder(): URL {
  if (!isBundled()) return new URL('../../dist/', import.meta.url);
  const folder = new URL('./', import.meta.url);
  return folder.pathname.endsWith('/chunks/') ? new URL('../', folder) : folder;
}
