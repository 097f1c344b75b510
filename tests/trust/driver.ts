/**
 * A process of its own that drives a server through a course and writes down what was acknowledged, line by line,
 * once the whole answer is in. It ends when the course does, or when the server no longer answers.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { Student } from "#tests/site/student.ts";

const [order = ""] = process.argv.slice(2);
const { origin, through, email, password, courseId, key, ledger } = JSON.parse(readFileSync(order, "utf8"));

try {
  const student = new Student(origin, key, through);
  await student.signIn(email, password);
  await student.join(courseId);
  process.send?.("driving");
  for (let fact = await student.step(); fact; fact = await student.step()) {
    appendFileSync(ledger, `${JSON.stringify(fact)}\n`);
  }
} catch (error) {
  // The server was killed: what is in the ledger was acknowledged, and nothing else was.
  if (!(error instanceof TypeError)) throw error;
}
