import { expect } from "vitest";

/** What a loader or an action answered, whichever way it did. */
export interface Answered {
  status: number;
  location: string | null;
  headers: Headers;
  /** What its page is made from. */
  data: unknown;
  /** The session cookie that came with it, as a browser sends it back; "" when one was taken away. */
  cookie: string | undefined;
}

type Part = (asked: {
  request: Request;
  params: Record<string, string | undefined>;
  context: { address: string };
}) => Promise<unknown>;

type Fields = Record<string, string | string[] | undefined>;

interface Asked {
  path?: string;
  params?: Record<string, string>;
  cookie?: string;
  /** With fields, a form is posted. */
  fields?: Fields;
  /** A form that carries a file is posted. */
  upload?: FormData;
  address?: string;
  userAgent?: string;
  /** The page of ours that the visitor came from. */
  from?: string;
}

/** Asks one loader or action as the server would. */
export async function ask(
  part: Part,
  { path = "/", params = {}, cookie, fields, upload, address = "192.0.2.7", userAgent, from }: Asked = {},
): Promise<Answered> {
  const headers = new Headers({
    ...(cookie ? { Cookie: cookie } : {}),
    ...(userAgent ? { "User-Agent": userAgent } : {}),
    ...(from ? { Referer: new URL(from, "http://localhost:3000").href } : {}),
  });
  const request = new Request(
    `http://localhost:3000${path}`,
    fields || upload ? { method: "POST", headers, body: upload ?? toBody(fields ?? {}) } : { headers },
  );
  try {
    const answer = await part({ request, params, context: { address } });
    if (!isLine(answer)) return toAnswered(answer);
    return summary(answer.status, answer.headers, await answer.json());
  } catch (thrown) {
    if (thrown instanceof Response) return toAnswered(thrown);
    throw thrown;
  }
}

/** The same, for an act that must succeed by leading elsewhere; returns the cookie it gave. */
export async function askIn(part: Part, asked: Asked): Promise<string> {
  const { status, cookie } = await ask(part, asked);
  expect(status).toBe(303);
  return cookie ?? "";
}

function toBody(fields: Fields): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value = []]) => [value].flat().map((one) => [name, one])),
  );
}

/** An address for the script answers with a line of JSON instead of with what a page is made from. */
function isLine(answer: unknown): answer is Response {
  return answer instanceof Response && answer.headers.get("Content-Type")?.startsWith("application/json") === true;
}

function toAnswered(answer: unknown): Answered {
  if (answer instanceof Response) return summary(answer.status, answer.headers, undefined);
  if (!isWithInit(answer)) return summary(200, new Headers(), answer);
  return summary(answer.init?.status ?? 200, new Headers(answer.init?.headers), answer.data);
}

function summary(status: number, headers: Headers, data: unknown): Answered {
  const [cookie] = headers.getSetCookie();
  return {
    status,
    location: headers.get("Location"),
    headers,
    data,
    cookie: cookie?.split(";")[0]?.replace(/^[^=]+=$/, ""),
  };
}

function isWithInit(answer: unknown): answer is { data: unknown; init: ResponseInit | null } {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "type" in answer &&
    answer.type === "DataWithResponseInit" &&
    "data" in answer &&
    "init" in answer
  );
}
