import { password } from "#tests/support/practice.ts";
import { course, type Reader } from "./practice.ts";

/** One request of a workload: what is sent, what must come back, and what the next one takes from it. */
export interface Step {
  /** Unique among all steps: where the bare server keeps the same answer. */
  key: string;
  status: number;
  request(turn: Turn): Sent;
  /** Whether it is the answer asked for, beyond its status: a refusal that looks like one costs little and proves nothing. */
  isRight?(turn: Turn, answer: { headers: Record<string, string>; body: string }): boolean;
  learn?(turn: Turn, answer: { headers: Record<string, string>; body: string }): void;
}

export interface Sent {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** One run through a workload's steps by one reader. */
export interface Turn {
  reader: Reader;
  /** From 0, of all turns of this workload. */
  number: number;
  etag?: string;
  key?: string;
  attempt?: string;
}

export interface Workload {
  key: string;
  name: string;
  steps: Step[];
  /** What one cost is told of: a request unless said. */
  per?: "sitting";
}

const base = `/learn/${course.id}`;
const lesson = `${base}/lesson/${course.lesson}`;
const quiz = `${base}/quiz/${course.quiz}`;
const items = Array.from({ length: 10 }, (_, at) => at + 1);

/** What the control is held against. */
export const lessonPage = page("lesson", "Lesson", lesson, "Kit (he/him), 33");

export const workloads: Workload[] = [
  { key: "sign-in-page", name: "Sign-in page", steps: [visit("sign-in-page", () => "/sign-in", 'name="password"')] },
  page("learning", "My learning", "/learn", course.id),
  page("outline", "Outline", base, course.lesson),
  lessonPage,
  {
    key: "lesson-packed",
    name: "Lesson, compressed (br)",
    steps: [visit("lesson-packed", () => lesson, "", { "accept-encoding": "br" })],
  },
  {
    key: "lesson-304",
    name: "Lesson, not changed (304)",
    steps: [
      { key: "lesson-304", status: 304, request: (turn) => get(turn, lesson, { "if-none-match": turn.etag ?? "" }) },
    ],
  },
  page("quiz", "Quiz page", quiz, 'name="key"'),
  { key: "save", name: "Saving an answer", steps: [save("save", 1)] },
  {
    key: "sitting",
    name: "A whole sitting",
    per: "sitting",
    steps: [...opening("sitting"), ...items.map((item) => save(`sitting-save-${item}`, item)), ...sending("sitting")],
  },
  {
    key: "sitting-plain",
    name: "A whole sitting without script",
    per: "sitting",
    steps: [
      ...opening("sitting-plain"),
      ...items.flatMap((item) => [
        post(`sitting-plain-${item}`, 303, (turn) => [
          `${turn.attempt}?item=${item}`,
          { intent: "continue", item: String(item), version: "1", [`choice-${item}`]: "1" },
        ]),
        visit(
          `sitting-plain-next-${item}`,
          ({ attempt }) => (item < 10 ? `${attempt}?item=${item + 1}` : `${attempt}/review`),
          "item=10",
        ),
      ]),
      ...sending("sitting-plain").slice(1),
    ],
  },
  {
    key: "sign-in",
    name: "Sign-in",
    steps: [
      leads(
        post("sign-in", 303, ({ reader }) => ["/sign-in", { email: reader.email, password }]),
        /^\/learn/,
      ),
    ],
  },
];

function page(key: string, name: string, path: string, shows: string): Workload {
  return { key, name, steps: [visit(key, () => path, shows)] };
}

/** From the page before a quiz to its first item. */
function opening(key: string): Step[] {
  return [
    {
      ...visit(`${key}-before`, () => quiz, 'name="key"'),
      learn: (turn, { body }) => {
        turn.key = /name="key" value="([^"]+)"/.exec(body)?.[1];
      },
    },
    {
      ...leads(
        post(`${key}-open`, 303, ({ key = "" }) => [quiz, { key }]),
        /\/attempt\//,
      ),
      learn: (turn, { headers }) => {
        turn.attempt = headers.location;
      },
    },
    visit(`${key}-items`, ({ attempt = "" }) => attempt, "item=10"),
  ];
}

/** From the page that shows all answers to what came of them. */
function sending(key: string): Step[] {
  return [
    visit(`${key}-review`, ({ attempt }) => `${attempt}/review`, "item=10"),
    leads(
      post(`${key}-submit`, 303, ({ attempt }) => [`${attempt}/review`, {}]),
      /\/outcome$/,
    ),
    visit(`${key}-outcome`, ({ attempt }) => `${attempt}/outcome`, "%"),
  ];
}

/** A form that leads to such an address. */
function leads(step: Step, where: RegExp): Step {
  return { ...step, isRight: (_, { headers }) => where.test(headers.location ?? "") };
}

/** As the script sends it when a choice changes. */
function save(key: string, item: number): Step {
  // A saving that waited so long that the same reader's next one was first is told of that one.
  const isRight: Step["isRight"] = ({ number }, { body }) => Number(/"version":(\d+)/.exec(body)?.[1]) > number;
  const saving = post(key, 200, ({ attempt = "", number }) => {
    const choice = String(1 + (number % 2));
    return [
      `${attempt}/answer`,
      { intent: "save", item: String(item), version: String(number + 1), [`choice-${item}`]: choice },
    ];
  });
  return { ...saving, isRight };
}

/** A page that `shows` these characters; nothing is looked for in one that is packed. */
function visit(key: string, to: (turn: Turn) => string, shows: string, headers: Record<string, string> = {}): Step {
  const isRight: Step["isRight"] = (_, { body }) => body.includes(shows);
  return { key, status: 200, request: (turn) => get(turn, to(turn), headers), isRight };
}

function get({ reader }: Turn, path: string, headers: Record<string, string>): Sent {
  return { method: "GET", path, headers: { ...cookieFor(path, reader), ...headers } };
}

/** Who signs in has no session yet. */
function cookieFor(path: string, { cookie }: Reader): Record<string, string> {
  return path === "/sign-in" ? {} : { cookie };
}

function post(key: string, status: number, to: (turn: Turn) => [path: string, fields: Record<string, string>]): Step {
  return {
    key,
    status,
    request: (turn) => {
      const [path, fields] = to(turn);
      const body = new URLSearchParams(fields).toString();
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
        // The driver says the length of a body, and nothing of an empty one.
        ...(body === "" ? { "content-length": "0" } : {}),
        ...cookieFor(path, turn.reader),
      };
      return { method: "POST", path, headers, body };
    },
  };
}
