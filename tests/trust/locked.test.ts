import { expect, onTestFinished, test } from "vitest";
import { Student } from "#tests/site/student.ts";
import { courseFolder } from "#tests/support/course-folder.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { startServer } from "#tests/support/server.ts";

/** A word that stands in one lesson alone: its text, its summary, a check and what it cites it for. */
const word = "Quillfeather";

test("a word that stands only in a locked lesson is in no answer: no page, no search and its counts, no glossary", async () => {
  const courses = courseFolder((text, path) =>
    // The first lesson of the module after the orientation.
    /^02-[^/]+\/01-[^/]+\.md$/.test(path)
      ? text
          .replace(/^(## .*)$/m, `${word} stands here.\n\n$1`)
          .replace(/^summary: >-\n/m, `summary: >-\n  ${word} again.\n`)
      : text,
  );
  const server = await startServer({ env: { ATTUNE_COURSES: courses } });
  onTestFinished(async () => void (await server.stop()));
  const { course, courseId } = await furnish(server, ["ada@practice.example"]);
  const locked = course.modules[1]?.lessons[0]?.id ?? "";
  expect(JSON.stringify(course)).toContain(word);

  const ada = new Student(server.url, {});
  await ada.signIn("ada@practice.example", password);
  await ada.join(courseId);
  const [first] = course.modules;
  const open = first?.lessons.map(({ id }) => `/learn/${courseId}/lesson/${id}`) ?? [];
  for (const address of [
    "/learn",
    `/learn/${courseId}`,
    ...open,
    `/learn/${courseId}/glossary`,
    "/search",
    "/records",
  ]) {
    await ada.open(address);
  }
  await ada.open(`/learn/${courseId}/lesson/${locked}`, 404);
  await ada.open(`/learn/${courseId}/quiz/${course.modules[1]?.quiz?.id}`, 404);
  expect(ada.exchanges.filter(({ body }) => body.includes(word))).toEqual([]);

  const found = async (words: string) => {
    await ada.open("/search");
    await ada.submit("Search", { words });
    return ada.page.toString().replaceAll(words, "WORDS");
  };
  expect(await found(word)).toBe(await found("Zzyxnowhere"));
  expect(await found("consent")).not.toBe(await found("Zzyxnowhere"));
}, 60_000);
