import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AboutCourse } from "#app/components/learn/about-course.tsx";
import { PublicCourse } from "#app/components/learn/public-course.tsx";
import { compileCourse } from "#app/content/compile.ts";
import { readCourses } from "#app/content/library.server.ts";
import { unapproved } from "#app/domain/completion-record/entry.ts";
import { informationOn } from "#app/domain/course-information.ts";

/** The page that needs no account, as the shipped course has it: its text without its tags. */
const page = shippedPage();

test.each<[rule: string, asked: string, words: RegExp]>([
  ["CE-01", "what it is for whom", /For ?Licensed and pre-licensed psychotherapists/],
  ["CE-01", "objectives of the course", /After this course you can.*distinguish sex work between consenting adults/],
  ["CE-01", "objectives of each module", /Orientation ?about.*identify/],
  ["CE-01", "instructional level", /Level ?Intermediate/],
  ["CE-01", "how it is taken", /Asynchronous online, reading-based, self-paced/],
  ["CE-01", "hours", /Hours on the record ?[\d.]+ hours, a careful estimate/],
  ["CE-01", "authors", /Written by ?Attune curriculum team, writing/],
  ["CE-01", "last review", /Last reviewed ?not yet done/],
  ["CE-01", "price", /Free of charge/],
  ["CE-02", "objectives whose verbs can be seen", /distinguish|apply|explain|formulate|compare|construct/],
  ["CE-03", "conflicts of interest", /Conflicts of interest ?none/],
  ["CE-03", "commercial support", /Commercial support ?none/],
  ["CE-04", "reading", /Every required lesson is marked as read/],
  ["CE-04", "pass mark", /Every quiz is passed \(80% or more\)/],
  ["CE-04", "attempts", /Attempts at a quiz ?3 attempts, then one more/],
  ["CE-04", "attestation", /The attestation is signed/],
  ["CE-05", "refunds", /Refunds and cancellation ?Free of charge; there is nothing to refund/],
  ["CE-05", "complaints", /Questions and complaints ?Write to office@practice\.example/],
  ["CE-05", "accommodations", /Accommodations ?To ask for more attempts, another format/],
  ["CE-06", "what one needs", /You need a web browser\. No camera, microphone or download is needed/],
  ["CE-07", "the board decides", /Check with your licensing board whether it counts this course; the board decides/],
  ["CE-08", "what is not for credit", /Not for credit ?the module “Orientation.*”, practice tools, reflections/],
  ["CE-09", "limits and risks", /Limits and risks ?Not legal advice/],
  ["CE-09", "no legal advice", /The course gives no legal advice/],
  ["decision 32", "who has not reviewed it", /Not yet reviewed by a clinician, a lawyer or anyone it is about/],
  ["decision 32", "and, in the course's words, that no sex worker has", /No sex worker has reviewed this version yet/],
])("%s: the course information shows %s", (_, asked, words) => {
  expect(page, asked).toMatch(words);
});

test("CE-07 and decision 37: it claims no approval by anyone", () => {
  expect(page).not.toMatch(/\b(is approved|accredited by|approved provider|accepted by)\b/i);
  expect(page).toContain(unapproved);
});

function shippedPage(): string {
  const [folder] = readCourses("courses").filter(({ slug }) => slug === "affirming-care");
  const compiled = compileCourse(folder?.sources ?? {});
  if (!("course" in compiled)) throw new Error("The shipped course does not compile.");
  const { course } = compiled;
  const release = { id: "r", courseId: course.id, version: course.version, hash: "h", publishedAt: "", course };
  const about = informationOn(release, { name: "A practice", contact: "office@practice.example" });
  const html = renderToStaticMarkup(
    <>
      <AboutCourse about={about} statements={[unapproved]} />
      <PublicCourse about={about} />
    </>,
  );
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ");
}
