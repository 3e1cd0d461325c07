/** A value that a person typed, fit for a sentence: in quotes, at most 80 characters, no control characters. */
export function quote(value: string): string {
  // Line breaks and bidirectional marks would change how the rest of the sentence reads.
  const plain = [...value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')];
  return `"${plain.length > 80 ? `${plain.slice(0, 79).join('')}…` : plain.join('')}"`;
}
