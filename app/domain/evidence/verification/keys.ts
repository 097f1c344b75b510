import { readVerifierKey, type VerifierKey } from "../note.ts";
import { type Fault, fault } from "./fault.ts";

/** The keys by which signatures are believed: those of the folder, which must be those that the log announces. */
export function readKeys({
  announced,
  known,
}: {
  announced: { key: string; position: number }[];
  known: string[] | undefined;
}): VerifierKey[] | Fault {
  const unreadable = announced.find(({ key }) => !readVerifierKey(key));
  if (unreadable) return fault(`entry ${unreadable.position + 1}`, "announces a key that is none, or was changed");
  const texts = known ?? announced.map(({ key }) => key);
  const read = texts.map(readVerifierKey);
  const at = read.indexOf(undefined);
  if (at >= 0) return fault(`evidence.pub, line ${at + 1}`, "is no public key, or was changed");
  const keys = read.filter((key) => key !== undefined);
  const stranger = announced.find(({ key }) => !texts.includes(key));
  if (stranger) return fault("evidence.pub", `lacks the key ${nameOf(stranger.key)} that the log announces`);
  // Between the making of a key and its announcement a rotation may have been stopped.
  const early = texts.find((text) => announced.length > 0 && !announced.some(({ key }) => key === text));
  if (early) return fault("evidence.pub", `holds the key ${nameOf(early)} that the log does not announce`);
  const isSame = announced.length === 0 || texts.join() === announced.map(({ key }) => key).join();
  if (!isSame) return fault("evidence.pub", "does not hold the log's keys, each once, in the order of their use");
  return keys;
}

function nameOf(key: string): string {
  return key.split("+").slice(0, 2).join("+");
}
