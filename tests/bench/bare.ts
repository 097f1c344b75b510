/**
 * What a page is held against: a bare node:http server that sends the same status, headers and bytes from memory, at an
 * address that is the page's key. It reads what is posted and looks at nothing.
 */
import { createServer } from "node:http";

export interface Recorded {
  key: string;
  status: number;
  headers: Record<string, string>;
  /** As it travelled, in base64. */
  body: string;
}

const kept = new Map<string, Omit<Recorded, "body"> & { bytes: Buffer }>();

process.on("message", (message) => {
  if (!isOrder(message)) return;
  for (const { body, ...answer } of message.serve)
    kept.set(`/${answer.key}`, { ...answer, bytes: Buffer.from(body, "base64") });
  process.send?.("kept");
});

const server = createServer((request, response) => {
  const answer = kept.get(request.url ?? "");
  request.resume();
  request.on("end", () => {
    if (!answer) return void response.writeHead(404).end();
    response.writeHead(answer.status, { ...answer.headers, "Content-Length": answer.bytes.length }).end(answer.bytes);
  });
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
for (const end of ["SIGTERM", "SIGINT", "disconnect"]) process.on(end, () => process.exit(0));

function isOrder(message: unknown): message is { serve: Recorded[] } {
  return typeof message === "object" && message !== null && "serve" in message && Array.isArray(message.serve);
}
