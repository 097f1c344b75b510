import { type Line, toLines } from "#app/domain/syllabus/lines.ts";

/** A kept syllabus as a part of a page: its own headings one level down, its entries as lists. */
export function SyllabusText({ text }: { text: string }) {
  return (
    <div className="prose" data-course="">
      {grouped(toLines(text)).map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a kept text has one order
        <Part key={at} part={part} />
      ))}
    </div>
  );
}

type Group = Exclude<Line, { kind: "item" }> | { kind: "list"; items: string[] };

function Part({ part }: { part: Group }) {
  if (part.kind === "paragraph") return <p>{part.text}</p>;
  if (part.kind === "heading") {
    const Heading = headings[part.level];
    return <Heading>{part.text}</Heading>;
  }
  return (
    <ul>
      {part.items.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

const headings = { 1: "h3", 2: "h4", 3: "h5" } as const;

function grouped(lines: Line[]): Group[] {
  const parts: Group[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (line.kind !== "item") parts.push(line);
    else if (last?.kind === "list") last.items.push(line.text);
    else parts.push({ kind: "list", items: [line.text] });
  }
  return parts;
}
