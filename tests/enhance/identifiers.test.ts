import { expect, test } from "vitest";
import { type Identifier, identifiersIn } from "#app/enhance/identifiers.ts";

/** Sentences in which somebody could be recognised, by what. Everything in them is invented. */
const telling: [Identifier, string][] = [
  ["name", "I kept thinking of Mrs Dalloway long after the hour."],
  ["name", "Dr. Farrow told me to wait."],
  ["name", "My client Anna had said it twice."],
  ["name", "A patient, Marco, left early."],
  ["name", "There was somebody called Ruth in my first group."],
  ["name", "Mx Winter asked for the notes."],
  ["date", "She was born on a Sunday, DOB 12/03/1990."],
  ["date", "It happened on 3 March 1998."],
  ["date", "March 3, 1998 was the day."],
  ["date", "It says 1990-03-12 on the form."],
  ["date", "12.3.90 is what he wrote."],
  ["phone", "He left his number, 020 7946 0958."],
  ["phone", "Call +44 7700 900123 after six."],
  ["phone", "(415) 555-0132 is the desk."],
  ["phone", "She wrote 07700900123 on my hand."],
  ["address", "They moved to 14 Elm Row Road last year."],
  ["address", "The flat is near SW1A 1AA."],
  ["address", "221 Baker Street, as it were."],
  ["email", "anna.k@mail.example wrote back."],
  ["email", "She posts as @redumbrella99 there."],
  ["number", "It is case no. 20418 at the clinic."],
  ["number", "Her MRN 0048213 was on the screen."],
  ["number", "Policy AB-204518 covers it."],
  ["number", "His file 88213 is thick."],
];

/** What people write about themselves, in which nobody can be recognised. */
const harmless = [
  "I go for pity first when I am tired, and I know whose voice that is.",
  "Three of the four questions were new to me. The second stays with me.",
  "I was taught to ask about harm before I ask about the work.",
  "In 2019 I changed my mind about this, slowly.",
  "Which client would notice first? Then I would have to say it aloud.",
  "My client I would rather not describe. I changed every detail.",
  "I read module 3 twice, lesson 2 of 4, about 13 minutes each time.",
  "What would I say in supervision? That I wanted to be liked.",
  "It took 20 minutes to write 200 words, and 150 of them were excuses.",
  "The law in my country differs; I looked it up in the statute of 2000.",
  "I noticed the wish to rescue, and the wish to be thanked for it.",
  "A client said something that I will not write down here.",
  "Scored 8 of 10 and still felt caught out by the ninth.",
  "I work mostly with couples. On Mondays I write nothing at all.",
  "May I ask why? That was the better question.",
  "Next week I will ask before I assume, at 14:30 and at 16:00.",
  "She, he, they: I wrote all three and meant one person who is not here.",
  "The case in the lesson made me angry, and the record of it made me careful.",
  "My first answer was (a), my second (c), and I would choose (c) again.",
  "To my patient self: this takes as long as it takes.",
];

test("at least nine in ten of what could tell who somebody is is seen", () => {
  const missed = telling.filter(([kind, words]) => !identifiersIn(words).includes(kind));
  console.info(
    `${telling.length - missed.length} of ${telling.length} seen; missed: ${missed.map(([, words]) => words).join(" | ")}`,
  );
  expect(missed.length / telling.length).toBeLessThanOrEqual(0.1);
});

test("at most one in twenty of what tells nobody is taken for it", () => {
  const wrong = harmless.filter((words) => identifiersIn(words).length > 0);
  console.info(`${wrong.length} of ${harmless.length} wrongly: ${wrong.join(" | ")}`);
  expect(wrong.length / harmless.length).toBeLessThanOrEqual(0.05);
});

test("a text of 20,000 signs is looked through in no time, whatever it is made of", () => {
  for (const part of ["Anna ", "12/", "0 0", "a@", "1 Elm ", "case ", "client, is ", "(020) ", "Mr. "]) {
    const started = performance.now();
    identifiersIn(part.repeat(20_000 / part.length));
    expect([part, performance.now() - started < 500]).toEqual([part, true]);
  }
});
