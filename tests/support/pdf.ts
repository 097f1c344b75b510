import { inflateSync } from "node:zlib";

/** What stands in a PDF: a small reader of our own, which knows nothing of the library that writes ours. */
export type Value = null | boolean | number | string | Name | Ref | Value[] | Dict;
export interface Name {
  name: string;
}
export interface Ref {
  ref: number;
}
export interface Dict {
  dict: Map<string, Value>;
}

export class Pdf {
  private readonly objects = new Map<number, { value: Value; stream: Buffer | undefined }>();
  readonly root: Dict;
  readonly info: Dict;

  /** Reads every object by the cross-reference table; throws for a file that is not whole. */
  constructor(bytes: Buffer) {
    const text = bytes.toString("latin1");
    if (!text.startsWith("%PDF-1.7")) throw new Error("This is no PDF 1.7.");
    const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
    const lines = text.slice(at).split("\n");
    const count = Number(/^0 (\d+)/.exec(lines[1] ?? "")?.[1]);
    for (let id = 1; id < count; id++)
      this.objects.set(id, readObject(text, bytes, Number(lines[2 + id]?.slice(0, 10))));
    const trailer = new Parser(text, text.lastIndexOf("trailer") + 7).value();
    this.root = this.dict(this.entry(asDict(trailer), "Root"));
    this.info = this.dict(this.entry(asDict(trailer), "Info"));
  }

  resolve(value: Value | undefined): Value {
    return value && typeof value === "object" && "ref" in value
      ? (this.objects.get(value.ref)?.value ?? null)
      : (value ?? null);
  }

  dict(value: Value | undefined): Dict {
    return asDict(this.resolve(value));
  }

  entry(dict: Dict, key: string): Value {
    return this.resolve(dict.dict.get(key));
  }

  list(dict: Dict, key: string): Value[] {
    const value = this.entry(dict, key);
    return Array.isArray(value) ? value : value === null ? [] : [value];
  }

  stream(value: Value | undefined): Buffer {
    const found = value && typeof value === "object" && "ref" in value ? this.objects.get(value.ref) : undefined;
    if (!found?.stream) throw new Error("There is no stream.");
    const filter = this.entry(asDict(found.value), "Filter");
    return nameOf(filter) === "FlateDecode" ? inflateSync(found.stream) : found.stream;
  }

  pages(): Dict[] {
    return this.list(this.dict(this.root.dict.get("Pages")), "Kids").map((kid) => this.dict(kid));
  }

  all(): Dict[] {
    return [...this.objects.values()].flatMap(({ value }) => (isDict(value) ? [value] : []));
  }
}

export function nameOf(value: Value): string | undefined {
  return value && typeof value === "object" && "name" in value ? value.name : undefined;
}

export function isDict(value: Value): value is Dict {
  return value !== null && typeof value === "object" && "dict" in value;
}

function asDict(value: Value): Dict {
  if (!isDict(value)) throw new Error("This is no dictionary.");
  return value;
}

function readObject(text: string, bytes: Buffer, at: number) {
  const head = /^\d+ 0 obj\n/.exec(text.slice(at, at + 30));
  if (!head) throw new Error(`No object at ${at}.`);
  const parser = new Parser(text, at + head[0].length);
  const value = parser.value();
  const rest = /^\s*stream\n/.exec(text.slice(parser.at, parser.at + 20));
  if (!rest || !isDict(value)) return { value, stream: undefined };
  const from = parser.at + rest[0].length;
  return { value, stream: bytes.subarray(from, from + Number(value.dict.get("Length"))) };
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Values as they are written (ISO 32000-1, 7.3), and the operators of a page between them. */
export class Parser {
  at: number;
  private readonly text: string;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  isOver(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  /** The next value; an operator is a value of its own kind. */
  next(): Value | { operator: string } {
    this.skip();
    const operator = /^[A-Za-z'"*]+/.exec(this.text.slice(this.at, this.at + 12))?.[0];
    if (!operator || ["true", "false", "null"].includes(operator)) return this.value();
    this.at += operator.length;
    return { operator };
  }

  value(): Value {
    this.skip();
    const rest = this.text.slice(this.at, this.at + 40);
    if (rest.startsWith("<<")) return this.dictionary();
    const [first] = rest;
    if (first === "[") return this.array();
    if (first === "(") return this.literal();
    if (first === "<") return this.hexadecimal();
    if (first === "/") return this.name();
    const ref = /^(\d+) \d+ R\b/.exec(rest);
    if (ref) return this.took(ref[0].length, { ref: Number(ref[1]) });
    const word = /^(true|false|null|[-+.\d]+)/.exec(rest)?.[0];
    if (!word) throw new Error(`What is this: ${rest}`);
    return this.took(word.length, word === "null" ? null : /^[tf]/.test(word) ? word === "true" : Number(word));
  }

  private took<T>(length: number, value: T): T {
    this.at += length;
    return value;
  }

  private skip(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private dictionary(): Dict {
    const dict = new Map<string, Value>();
    this.at += 2;
    for (this.skip(); !this.text.startsWith(">>", this.at); this.skip()) dict.set(this.name().name, this.value());
    return this.took(2, { dict });
  }

  private array(): Value[] {
    const values: Value[] = [];
    this.at++;
    for (this.skip(); this.text[this.at] !== "]"; this.skip()) values.push(this.value());
    return this.took(1, values);
  }

  private name(): Name {
    const name = /^\/([^\s/<>[\]()]*)/.exec(this.text.slice(this.at, this.at + 200));
    if (!name) throw new Error("This is no name.");
    return this.took(name[0].length, { name: name[1] ?? "" });
  }

  private literal(): string {
    let text = "";
    let depth = 1;
    for (this.at++; depth > 0; this.at++) {
      const letter = this.text[this.at] ?? "";
      if (letter === "\\") text += escapes[this.text[++this.at] ?? ""] ?? this.text[this.at];
      else if (letter === "(" || letter === ")") depth += letter === "(" ? 1 : -1;
      if (letter !== "\\" && depth > 0) text += letter;
    }
    return inUnicode(text);
  }

  private hexadecimal(): string {
    const end = this.text.indexOf(">", this.at);
    const bytes = Buffer.from(this.text.slice(this.at + 1, end), "hex");
    this.at = end + 1;
    return bytes.toString("latin1");
  }
}

/** A text string that begins with a byte order mark is UTF-16. */
function inUnicode(text: string): string {
  if (!text.startsWith("\xfe\xff")) return text;
  return Buffer.from(text.slice(2), "latin1").swap16().toString("utf16le");
}
