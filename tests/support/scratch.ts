import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** In bytes: what the databases of a whole run need, and room. */
const enough = 1_000_000_000;

/**
 * Where databases that are thrown away are made: in memory where the machine has such a folder with room, since most of
 * what they cost is waiting for a disk. Tests of what a disk keeps name a folder of their own.
 */
export function scratchFolder(): string {
  const inMemory = "/dev/shm";
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize > enough ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}
