import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands before a server. */
export interface Before {
  url: string;
  /** It dies with the server when told to. */
  die(): void;
}

/**
 * Answers some requests before the server has heard of them: what a system that answers before it commits would do.
 * `lie` says where such an answer leads to; everything else passes through.
 */
export async function answerEarly(
  origin: string,
  { delay, lie }: { delay: number; lie: (address: string, body: string) => string | undefined },
): Promise<Before> {
  const waiting = new Set<NodeJS.Timeout>();
  const before = await standBefore((request, body, response) => {
    const to = request.method === "POST" ? lie(request.url ?? "", body) : undefined;
    if (to === undefined) return pass(origin, request, body, response);
    waiting.add(setTimeout(() => pass(origin, request, body), delay));
    response.writeHead(303, { location: to }).end();
  });
  return {
    url: before.url,
    die: () => {
      for (const timer of waiting) clearTimeout(timer);
      before.die();
    },
  };
}

/** Spends computing time on some requests before they pass: what a system that is slower for them would do. */
export function spendOn(
  origin: string,
  { milliseconds, on }: { milliseconds: number; on: (body: string) => boolean },
): Promise<Before> {
  return standBefore((request, body, response) => {
    const until = performance.now() + (on(body) ? milliseconds : 0);
    while (performance.now() < until);
    pass(origin, request, body, response);
  });
}

type Answering = (request: IncomingMessage, body: string, response: ServerResponse) => void;

async function standBefore(answer: Answering): Promise<Before> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    answer(request, Buffer.concat(chunks).toString(), response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    die: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends a request on to the server; what comes back goes to `response`, or nowhere. */
function pass(origin: string, request: IncomingMessage, body: string, response?: ServerResponse): void {
  const { port, host } = new URL(origin);
  const headers = { ...request.headers, host };
  const onward = send({ port, hostname: "127.0.0.1", path: request.url, method: request.method, headers }, (reply) => {
    response?.writeHead(reply.statusCode ?? 500, reply.headers);
    if (response) reply.pipe(response);
    else reply.resume();
  });
  onward.on("error", () => response?.destroy());
  onward.end(body);
}
