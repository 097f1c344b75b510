/** A line of a syllabus as it is shown: a heading, an entry of a list, or a paragraph. */
export type Line =
  | { kind: "heading"; level: 1 | 2 | 3; text: string }
  | { kind: "item"; text: string }
  | { kind: "paragraph"; text: string };

/**
 * Lines as the one text that is kept: headings begin with #, entries with a dash, and a blank line parts what is not an
 * entry from the next. A paragraph that begins like one of them has a backslash before it.
 */
export function toText(lines: Line[]): string {
  const written = lines.map((line, at) => {
    const text = line.text.replace(/\s+/g, " ").trim();
    const next = lines[at + 1];
    const end = line.kind === "item" && next?.kind === "item" ? "\n" : "\n\n";
    return `${markOf(line)}${line.kind === "paragraph" ? text.replace(/^(?=[#\\-])/, "\\") : text}${end}`;
  });
  return `${written.join("").trimEnd()}\n`;
}

/** The lines of a kept text. */
export function toLines(text: string): Line[] {
  return text.split("\n").flatMap((line): Line[] => {
    if (line === "") return [];
    const heading = /^(#{1,3}) (.*)$/.exec(line);
    if (heading) return [{ kind: "heading", level: levelOf(heading[1] ?? ""), text: heading[2] ?? "" }];
    if (line.startsWith("- ")) return [{ kind: "item", text: line.slice(2) }];
    return [{ kind: "paragraph", text: line.replace(/^\\/, "") }];
  });
}

function markOf(line: Line): string {
  if (line.kind === "heading") return `${"#".repeat(line.level)} `;
  return line.kind === "item" ? "- " : "";
}

function levelOf(marks: string): 1 | 2 | 3 {
  return marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
}
