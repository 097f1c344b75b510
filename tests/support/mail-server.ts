import { onTestFinished } from "vitest";
import { openMailServer, type Received } from "./open-mail-server.ts";

/** A mail server for the test that asks, until that test is over; answers with its address. */
export async function startMailServer(take: (letter: Received) => Promise<void> | void, refused: string[] = []) {
  const { url, close } = await openMailServer(take, refused);
  onTestFinished(close);
  return url;
}
