import { isStale } from "#app/domain/course/dates.ts";
import { prose } from "#app/messages/prose.ts";
import { LinkOut } from "../html-element.tsx";
import { type ElementProps, text } from "../setting.ts";
import { writtenDate } from "./jurisdiction.tsx";

/** An entry of the resource directory: who runs it, for whom, when it was last checked. */
export function Resource({ element, setting }: ElementProps) {
  return (
    <div className="resource">
      <p className="resource-name">
        <LinkOut to={text(element, "url")}>{text(element, "name")}</LinkOut>
      </p>
      <p className="resource-facts">
        {prose.runBy(text(element, "by"))} {prose.forWhom(text(element, "for"))}{" "}
        {checkedWords(text(element, "checked"), setting.today)}
      </p>
      {setting.show(element.children)}
    </div>
  );
}

function checkedWords(checked: string, today: string | undefined): string {
  const on = writtenDate(checked);
  return today && isStale(checked, today) ? prose.checkAgain(on) : prose.lastChecked(on);
}
