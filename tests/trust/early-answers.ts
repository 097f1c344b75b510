import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Stands before a server and answers "read" before the server has heard of it: what a system that answers before it
 * commits would do. Everything else passes through. It dies with the server when told to.
 */
export async function answerEarly(origin: string, delay: number): Promise<{ url: string; die(): void }> {
  const waiting = new Set<NodeJS.Timeout>();
  const { port, host } = new URL(origin);
  const proxy = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const pass = (answer: boolean) => {
      const headers = { ...request.headers, host };
      const onward = send(
        { port, hostname: "127.0.0.1", path: request.url, method: request.method, headers },
        (reply) => {
          if (answer) response.writeHead(reply.statusCode ?? 500, reply.headers);
          if (answer) reply.pipe(response);
          else reply.resume();
        },
      );
      onward.on("error", () => response.destroy());
      onward.end(body);
    };
    if (!body.includes("intent=read")) return pass(true);
    waiting.add(setTimeout(() => pass(false), delay));
    // The next page is the same lesson, as if it had been kept.
    response.writeHead(303, { location: "/learn" }).end();
  });
  await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
  const { port: own } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    die: () => {
      for (const timer of waiting) clearTimeout(timer);
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
