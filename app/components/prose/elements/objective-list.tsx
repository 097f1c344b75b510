import { prose } from "#app/messages/prose.ts";
import { type ElementProps, text } from "../setting.ts";

/** What the module is for, as its author wrote it. */
export function ObjectiveList({ element, setting }: ElementProps) {
  const module = setting.course.modules.find(({ id }) => id === text(element, "module"));
  if (!module) throw new Error("An objective-list names a module that is not in the release.");
  return (
    <div className="objectives">
      <p className="objectives-lead">{prose.afterThisModule}</p>
      <ul>
        {module.objectives.map((objective) => (
          <li key={objective.id}>
            <strong>{objective.verb}</strong> {objective.text}
          </li>
        ))}
      </ul>
    </div>
  );
}
