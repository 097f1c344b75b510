/** That an entry is in a log that was signed at a size (C2SP tlog-proof). */
export interface Proof {
  index: number;
  hashes: Buffer[];
  /** A signed note. */
  checkpoint: string;
}

const first = "c2sp.org/tlog-proof@v1";

/** Writes a proof as the text that stands by itself. */
export function writeProof({ index, hashes, checkpoint }: Proof): string {
  return [first, `index ${index}`, ...hashes.map((one) => one.toString("base64")), "", checkpoint].join("\n");
}

/** Reads a proof; undefined for what is none. Extra data is not ours. */
export function readProof(text: string): Proof | undefined {
  const end = text.indexOf("\n\n");
  const [head, indexLine = "", ...encoded] = text.slice(0, Math.max(0, end)).split("\n");
  const [, index] = /^index (0|[1-9]\d*)$/.exec(indexLine) ?? [];
  const hashes = encoded.map((one) => Buffer.from(one, "base64"));
  const isWhole = hashes.every((one, at) => one.length === 32 && one.toString("base64") === encoded[at]);
  if (head !== first || index === undefined || !isWhole) return undefined;
  return { index: Number(index), hashes, checkpoint: text.slice(end + 2) };
}
