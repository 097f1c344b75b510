import type { Course, Module, Release } from "#app/domain/course.ts";
import { pack } from "#app/messages/pack.ts";

const words = pack.syllabus;

/**
 * The syllabus of a release as a plain text: what was taught, by whom, for how long and towards what. The same release
 * is the same bytes. Every pack takes its syllabus from here.
 */
export function syllabusOf({ course, hash }: Release): string {
  const { title, version, summary, hours, level, delivery, authors, objectives, modules } = course;
  return `${[
    title,
    words.release(version, hash),
    "",
    summary,
    "",
    words.hours(hours.hours),
    words.level(level),
    words.delivery(delivery),
    `${words.authors}: ${authors.map(authorInWords).join("; ")}`,
    "",
    words.objectives,
    ...objectives.map(({ verb, text }) => `- ${verb} ${text}`),
    ...modules.flatMap(moduleInLines),
  ].join("\n")}\n`;
}

function moduleInLines({ title, minutes, principle, objectives, lessons, quiz }: Module, at: number): string[] {
  return [
    "",
    `${words.module(at + 1, title)} (${words.minutes(minutes)})`,
    ...(principle === null ? [] : [words.principle(principle)]),
    ...objectives.map(({ id, verb, text }) => `- ${id}: ${verb} ${text}`),
    words.lessons,
    ...lessons.map((lesson) => `- ${lesson.title} (${words.minutes(lesson.minutes)})`),
    ...(quiz ? [words.quiz(quiz.passMark)] : []),
  ];
}

function authorInWords({ name, credentials, role }: Course["authors"][number]): string {
  return [name, credentials, role].filter(Boolean).join(", ");
}
