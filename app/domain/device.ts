/**
 * What a person recognises a device by, from the browser's own words: "Firefox on Windows". The words themselves are
 * not kept: they say more than anybody needs, and they are somebody else's text.
 */
export function describeDevice(userAgent: string | null): string {
  const words = userAgent ?? "";
  const browser = nameOf(browsers, words) ?? "A browser";
  const system = nameOf(systems, words);
  return system ? `${browser} on ${system}` : browser;
}

/** In this order: most browsers also call themselves by the names below theirs. */
const browsers: [RegExp, string][] = [
  [/Edg(A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

function nameOf(known: [RegExp, string][], words: string): string | undefined {
  return known.find(([sign]) => sign.test(words))?.[1];
}
