/** One `{% … %}` as it stands in a text, in the order of the text. */
export interface Marker {
  start: number;
  /** After the closing `%}`. */
  end: number;
  /** What stands between the signs, trimmed. */
  inner: string;
  kind: "open" | "close" | "alone" | "variable" | "function" | "annotation" | "unreadable";
  /** The tag's, the variable's (`practice.name`) or the function's name; else "". */
  name: string;
}

export interface MarkerScan {
  markers: Marker[];
  /** Offsets of `{%` without an end and of `%}` without a beginning. */
  stray: number[];
}

/**
 * Finds a text's markers as Markdoc does: `%}` ends one unless it stands between double quotes. After `mostStray`
 * signs without a partner the text is not worth reading on.
 */
export function scanMarkers(text: string, mostStray = 50): MarkerScan {
  const markers: Marker[] = [];
  const stray: number[] = [];
  let at = 0;
  while (at < text.length && stray.length < mostStray) {
    const next = nextSign(text, at);
    if (next < 0) break;
    const end = text.startsWith("{%", next) ? findEnd(text, next + 1) : undefined;
    if (end === undefined) {
      stray.push(next);
      at = next + 2;
    } else {
      markers.push(markerOf(text, next, end));
      at = end;
    }
  }
  return { markers, stray };
}

/** How many `{%` a text holds. */
export function countOpenings(text: string): number {
  return text.split("{%").length - 1;
}

function nextSign(text: string, from: number): number {
  const signs = [text.indexOf("{%", from), text.indexOf("%}", from)].filter((found) => found >= 0);
  return signs.length > 0 ? Math.min(...signs) : -1;
}

/** The offset after the `%}` that ends a marker whose content begins at `from`. */
function findEnd(text: string, from: number): number | undefined {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === "\\") at++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && text.startsWith("%}", at)) return at + 2;
  }
  return undefined;
}

function markerOf(text: string, start: number, end: number): Marker {
  const inner = text.slice(start + 2, end - 2).trim();
  return { start, end, inner, ...kindOf(inner) };
}

function kindOf(inner: string): Pick<Marker, "kind" | "name"> {
  const close = /^\/([\w-]+)$/.exec(inner)?.[1];
  if (close) return { kind: "close", name: close };
  const variable = /^[$@](.*)$/s.exec(inner)?.[1];
  if (variable !== undefined) return { kind: "variable", name: variable };
  const called = /^([\w-]+)\(/.exec(inner)?.[1];
  if (called) return { kind: "function", name: called };
  const name = /^([\w-]+)(?![\w=-])/.exec(inner)?.[1];
  if (!name) return { kind: /^([#.]|[\w-]+=)/.test(inner) ? "annotation" : "unreadable", name: "" };
  return { kind: inner.endsWith("/") ? "alone" : "open", name };
}
