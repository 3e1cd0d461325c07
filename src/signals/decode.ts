/** Endings of files that hold no text; they are not even opened. */
const BINARY =
  /\.(?:png|jpe?g|gif|ico|webp|avif|bmp|tiff?|psd|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|bz2|xz|7z|rar|jar|war|class|so|dll|dylib|exe|bin|wasm|woff2?|ttf|otf|eot|mp[34]|m4a|wav|ogg|webm|mov|avi|pyc|parquet|arrow|feather|npy|npz|pt|pth|onnx|safetensors|gguf|pkl|pickle|db|sqlite3?)$/i;

/** True where the name alone says that there is no text in a file. */
export function isBinaryName(path: string): boolean {
  return BINARY.test(path);
}

/** The text of a file: UTF-8, or UTF-16 where it says so; without its byte order mark. `undefined` for a binary file. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return bytes.includes(0) ? undefined : new TextDecoder().decode(bytes);
}
