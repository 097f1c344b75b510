import { Fragment } from "react";
import type { Element } from "#app/domain/course/text.ts";
import { referenceId } from "../reference-id.ts";
import { type ElementProps, optionalText, type Setting, text } from "../setting.ts";

/** Citations in brackets, author and year, each leading to its entry in the lesson's reference list. */
export function Cites({ element, setting }: ElementProps) {
  const cites = (element.children ?? []).filter((child) => typeof child === "object");
  return (
    <span className="cites">
      (
      {cites.map((cite, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a release never change their order
        <Fragment key={index}>
          {index > 0 ? "; " : ""}
          <Cite cite={cite} setting={setting} />
        </Fragment>
      ))}
      )
    </span>
  );
}

function Cite({ cite, setting }: { cite: Element; setting: Setting }) {
  const id = text(cite, "ref");
  const reference = setting.course.references.find((candidate) => candidate.id === id);
  if (!reference) throw new Error(`The reference ${id} is not in the release.`);
  const at = optionalText(cite, "at");
  return (
    <>
      {setting.citesLink ? <a href={`#${referenceId(id)}`}>{reference.short}</a> : reference.short}
      {at ? `, ${at}` : ""}
    </>
  );
}
