/**
 * A process of its own in which several people go through a course at once, and which writes down what was asked and
 * what was acknowledged, line by line, once the whole answer is in. It ends when they do, or when the server no longer
 * answers.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { Student } from "#tests/site/student.ts";
import type { Order } from "./killing.ts";

const [file = ""] = process.argv.slice(2);
const order: Order = JSON.parse(readFileSync(file, "utf8"));

const joined = await Promise.all(order.people.map(join));
process.send?.("driving");
await Promise.all(joined.map(drive));

async function join({ email, ledger }: Order["people"][number]) {
  const student = new Student(order.origin, order.key, order.through);
  await student.signIn(email, order.password);
  await student.join(order.courseId);
  const note = (line: object) => appendFileSync(ledger, `${JSON.stringify(line)}\n`);
  student.asking = (asked) => note({ asked });
  return { student, note };
}

async function drive({ student, note }: Awaited<ReturnType<typeof join>>): Promise<void> {
  try {
    for (let fact = await student.step(); fact; fact = await student.step()) {
      note({ acknowledged: fact });
      // Every other answer is another at first: what is lost of one that was changed is lost as well.
      if (fact.kind === "saved" && Math.random() < 0.5) note({ acknowledged: await student.changeMind(fact) });
    }
  } catch (error) {
    // The server was killed: what is in the ledger was acknowledged, and nothing else was.
    if (!(error instanceof TypeError)) throw error;
  }
}
