import { type ElementProps, type Sources, text } from "../setting.ts";

/** A link to another lesson of the course; its title where the author wrote no words. */
export function LessonLink({ element, setting }: ElementProps) {
  const lesson = text(element, "lesson");
  const written = element.children?.length ? setting.show(element.children) : titleOf(setting.course, lesson);
  return <a href={setting.hole({ fill: "lesson", lesson })}>{written}</a>;
}

function titleOf({ modules }: Sources, id: string) {
  return modules.flatMap(({ lessons }) => lessons).find((lesson) => lesson.id === id)?.title;
}
