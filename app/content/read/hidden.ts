/** Where a text holds U+0000 or a private-use character, which the built pages keep for their holes; -1 where nowhere. */
export function findHidden(text: string): number {
  const found = [text.indexOf("\0"), text.search(/[\uE000-\uF8FF]/)].filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}
