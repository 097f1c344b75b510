import type { Check } from "#app/domain/course/question.ts";
import type { Node } from "#app/domain/course/text.ts";
import type { Course, Lesson } from "#app/domain/course.ts";

/** Text that uses every element of a lesson, for the page that shows them. */
export const specimenNodes: Node[] = [
  p(
    "A client tells you what they do for a living. Before you answer, there is a pause. They have been listening for it since they were old enough to be asked what they do ",
    cite("doe2019"),
    " ",
    cite("ames2021", "p. 4"),
    ".",
  ),
  p(
    "The second kind of stress is quieter. It shows as ",
    { name: "term", attributes: { anchor: "anticipated-stigma" }, children: ["anticipated stigma"] },
    ": the story edited before it is told, the ",
    { name: "em", children: ["form left blank"] },
    ', the "appointment" that isn\'t made.',
  ),
  { name: "h2", attributes: { id: "what-is-heard" }, children: ["What a client hears in a pause"] },
  p(
    "One survey cannot say how often this happens elsewhere. ",
    { name: "strong", children: ["It does say whose behaviour it was about: ours."] },
    " Read ",
    { name: "lesson-link", attributes: { lesson: "specimen" }, children: ["the lesson before"] },
    ", or ",
    { name: "a", attributes: { href: "https://example.org/guide" }, children: ["the guide itself"] },
    ". Your practice is ",
    { name: "variable", attributes: { name: "practice.name" } },
    ".",
  ),
  {
    name: "ul",
    children: [
      { name: "li", children: ["Ask before you write."] },
      {
        name: "li",
        children: [
          "Write the client's own term, and only if it is needed for the care that this person asked you for.",
        ],
      },
    ],
  },
  {
    name: "callout",
    attributes: { kind: "care" },
    children: [p("The next part mentions an eviction in two sentences, without detail. You can skip to its summary.")],
  },
  {
    name: "compare",
    children: [
      { name: "avoid", children: [p("Client admits to selling herself since college. Presents with panic.")] },
      {
        name: "prefer",
        children: [p("Client, 28, works as an escort (own term). Seeks help with panic on public transport.")],
      },
    ],
  },
  { name: "h3", attributes: { id: "saying-it" }, children: ["Saying it"] },
  { name: "dialogue", attributes: { speaker: "Client" }, children: [p('"You must think I\'m disgusting."')] },
  { name: "dialogue", attributes: { speaker: "Therapist" }, children: [p('"Where have you met that look before?"')] },
  {
    name: "jurisdiction",
    attributes: { in: "England and Wales", asOf: "2026-10" },
    children: [p("Selling sex is not itself an offence; soliciting in a street is.")],
  },
  {
    name: "table",
    children: [
      { name: "thead", children: [{ name: "tr", children: [th("Model"), th("Who is exposed")] }] },
      {
        name: "tbody",
        children: [
          { name: "tr", children: [td("Licensing"), td("Whoever works without a licence")] },
          { name: "tr", children: [td("Repeal"), td("Nobody, for the exchange itself")] },
        ],
      },
    ],
  },
  {
    name: "callout",
    attributes: { kind: "law", title: "Before you rely on it" },
    children: [p("Law differs by place, act, person and date.")],
  },
  { name: "blockquote", children: [p("Nothing about us without us.")] },
  {
    name: "resource",
    attributes: {
      name: "A helpline",
      by: "an organisation of sex workers",
      url: "https://example.org",
      for: "anyone who works",
      checked: "2026-10-02",
    },
  },
  { name: "objective-list", attributes: { module: "module01" } },
];

export const specimenCheck: Check = {
  id: "check001",
  kind: "single",
  objective: "O1",
  stem: [p('A client says, "You must think I\'m disgusting." Which reply leaves the most room?')],
  choices: [
    choice(
      "a",
      '"Not at all! I\'m very open-minded about this."',
      false,
      "It answers a question about the listener, and closes the subject.",
    ),
    choice(
      "b",
      '"Where have you met that look before?"',
      true,
      "It takes the fear seriously, does not argue with it, and asks about the people who taught it.",
    ),
    choice("c", '"Do you find it disgusting?"', false, "It hands the judgement back as if it were the client's own."),
  ],
};

export const specimenLesson: Lesson = {
  id: "specimen",
  title: "Shame is learned, and can be put down",
  minutes: 14,
  objectives: ["O1"],
  contentNote: "Mentions an eviction, without detail.",
  summary: "",
  required: true,
  credit: true,
  reviewed: null,
  body: [
    { kind: "static", nodes: specimenNodes },
    { kind: "check", id: "check001" },
    { kind: "static", nodes: [p("What you do in the next half minute is most of what there is to learn.")] },
  ],
  checks: [specimenCheck],
  vignettes: [],
  tools: [],
  reflections: [],
  cites: ["doe2019", "ames2021"],
  words: 300,
  sections: [],
};

/** As much of a course as the elements look up. */
export const specimenCourse: Pick<Course, "modules" | "glossary" | "references"> = {
  modules: [
    {
      id: "module01",
      title: "Challenging stigma",
      principle: null,
      elective: null,
      minutes: 50,
      credit: true,
      objectives: [
        { id: "O1", verb: "explain", text: "how a pause is heard" },
        { id: "O2", verb: "formulate", text: "distress with stigma as one hypothesis among others" },
      ],
      contentNote: null,
      evidenceLimits: "",
      needs: [],
      lastReviewed: null,
      nextReview: null,
      opening: [],
      lessons: [specimenLesson],
      quiz: null,
    },
  ],
  glossary: [
    {
      anchor: "anticipated-stigma",
      term: "Anticipated stigma",
      definition: [p("Expecting to be judged, and acting to avoid it, whether or not anyone is about to.")],
    },
  ],
  references: [
    {
      id: "doe2019",
      short: "Doe & Alba, 2019",
      entry: [
        "Doe, R., & Alba, B. (2019). Stigma met in services. ",
        { name: "em", children: ["Journal of Examples, 34"] },
        ", 213–225. ",
        { name: "a", attributes: { href: "https://example.org/doi" }, children: ["https://example.org/doi"] },
      ],
      limits: null,
    },
    {
      id: "ames2021",
      short: "Ames, 2021",
      entry: ["Ames, K. (2021). ", { name: "em", children: ["What is heard"] }, ". Example Press."],
      limits: null,
    },
  ],
};

function p(...children: Node[]): Node {
  return { name: "p", children };
}

function th(text: string): Node {
  return { name: "th", children: [text] };
}

function td(text: string): Node {
  return { name: "td", children: [text] };
}

function cite(ref: string, at?: string): Node {
  return { name: "cite", attributes: { ref, ...(at ? { at } : {}) } };
}

function choice(id: string, text: string, correct: boolean, rationale: string) {
  return { id, text: [text], correct, rationale: [rationale], keepLast: false };
}
