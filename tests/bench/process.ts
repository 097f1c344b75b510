import { spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own, whose processor time can be read. */
export interface MeasuredProcess {
  /** Processor time used so far by the whole process, in microseconds. */
  cpu(): Promise<number>;
  /** Something the program itself understands. */
  tell(message: object): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a program that says "ready"; `profile` is a folder for what V8's profiler saw. */
export async function startMeasured(
  program: string,
  environment: Record<string, string>,
  { profile }: { profile?: string } = {},
): Promise<MeasuredProcess> {
  const profiling = profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(process.execPath, [...profiling, "--import", "./tests/bench/meter.ts", program], {
    env: { ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const answerTo = async (message: string | object): Promise<unknown> => {
    const answer = Promise.race([once(child, "message"), ended.then(() => Promise.reject(new Error(program)))]);
    child.send(message);
    return (await answer)[0];
  };
  const ready = await Promise.race([once(child, "message"), ended]);
  if (ready[0] !== "ready") throw new Error(`${program} did not start.`);
  return {
    async cpu() {
      const answer = await answerTo("cpu");
      if (!isUsage(answer)) throw new Error(`${program} did not tell its processor time.`);
      return answer.microseconds;
    },
    tell: async (message) => void (await answerTo(message)),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function isUsage(answer: unknown): answer is { microseconds: number } {
  return typeof answer === "object" && answer !== null && "microseconds" in answer;
}
