import autocannon from "autocannon";
import { ask } from "#tests/support/http.ts";
import type { Reader } from "./practice.ts";
import type { MeasuredProcess } from "./process.ts";
import type { Sent, Step, Turn, Workload } from "./workloads.ts";

/** What one drive of a workload showed. */
export interface Drive {
  /** Requests answered in a second; sittings for a whole sitting. */
  rate: number;
  /** Milliseconds from a request to its answer, of half and of 99 in a hundred. */
  p50: number;
  p99: number;
  /** Milliseconds of the server's processor time for one request or sitting. */
  cpu: number;
}

/** Several drives as one: the median of each figure, and the quietest round, when nobody else wanted the processor. */
export interface Rounded extends Drive {
  least: { cpu: number; p99: number };
}

export interface Target {
  url: string;
  process: Pick<MeasuredProcess, "cpu">;
  /** The bare server keeps each answer under its step's key. */
  bare: boolean;
}

interface Driving {
  target: Target;
  workload: Workload;
  connections: number;
  seconds: number;
  /** Who takes the next turn, in turn. */
  turnFor: (number: number) => Turn;
}

/**
 * Has so many connections run a workload's steps again and again for some seconds, each turn by the next reader.
 * Rejects when any answer was not the one that its step asks for, since a refusal is cheap and proves nothing.
 */
export async function drive({ target, workload, connections, seconds, turnFor }: Driving): Promise<Drive> {
  const { steps, per } = workload;
  const turns = new WeakMap<object, Turn>();
  const odd: string[] = [];
  let begun = 0;
  let done = 0;
  const turnOf = (context: object): Turn => {
    const turn = turns.get(context) ?? turnFor(begun++);
    turns.set(context, turn);
    return turn;
  };
  const requests = steps.map(
    (step, at): autocannon.Request => ({
      setupRequest: (request, context) => ({ ...request, ...toSend(step, turnOf(context), target.bare) }),
      onResponse: (status, body, context, headers) => {
        const answer = { status, headers: lowered(headers), body };
        const fault = target.bare && status === step.status ? undefined : faultIn(step, turnOf(context), answer);
        if (fault) odd.push(fault);
        else if (!target.bare) step.learn?.(turnOf(context), answer);
        if (at === steps.length - 1) {
          done++;
          turns.delete(context);
        }
      },
    }),
  );
  const before = await target.process.cpu();
  const result = await autocannon({ url: target.url, connections, duration: seconds, timeout: 10, requests });
  const used = (await target.process.cpu()) - before;
  if (odd.length > 0) throw new Error(`${workload.name}: ${odd.length} odd answers, the first ${odd[0]}.`);
  if (result.errors > 0 || done === 0) throw new Error(`${workload.name}: ${result.errors} errors, ${done} done.`);
  return {
    rate: (per === "sitting" ? done : result.requests.total) / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    // A turn that the clock cut off has cost its share: counted by requests, not by turns that came to their end.
    cpu: (used / 1000 / result.requests.total) * (per === "sitting" ? steps.length : 1),
  };
}

/** Does every step of a workload once; answers with what came back, as it travelled. */
export async function walk(url: string, { steps }: Workload, turn: Turn): Promise<{ step: Step; answer: Answer }[]> {
  const walked: { step: Step; answer: Answer }[] = [];
  for (const step of steps) {
    const { path, ...sent } = step.request(turn);
    const { status, headers, body: bytes } = await ask(url, path, sent);
    const answer = { status, headers: lowered(headers), bytes, body: bytes.toString() };
    const fault = faultIn(step, turn, answer);
    if (fault) throw new Error(`${fault} ${answer.body.slice(0, 500)}`);
    step.learn?.(turn, answer);
    walked.push({ step, answer });
  }
  return walked;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  bytes: Buffer;
}

/** Why an answer is not the one that the step asks for. */
function faultIn(step: Step, turn: Turn, { status, headers, body }: Omit<Answer, "bytes">): string | undefined {
  if (status !== step.status) return `${step.key}: ${status} for ${step.status}.`;
  if (step.isRight && !step.isRight(turn, { headers, body })) return `${step.key}: not what was asked for.`;
  return undefined;
}

/** Readers one after another, beginning anew after the last. */
export function inTurn(
  readers: Reader[],
  more: (reader: Reader) => Partial<Turn> = () => ({}),
): (number: number) => Turn {
  return (number) => {
    const reader = readers[number % readers.length];
    if (!reader) throw new Error("There is nobody to read.");
    return { reader, number, ...more(reader) };
  };
}

function toSend(step: Step, turn: Turn, bare: boolean): Sent {
  const sent = step.request(turn);
  return bare ? { ...sent, path: `/${step.key}` } : sent;
}

function lowered(headers: object | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
