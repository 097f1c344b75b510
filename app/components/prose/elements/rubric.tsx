import { Callout as CalloutBox } from "#app/components/ui/callout.tsx";
import { prose } from "#app/messages/prose.ts";
import type { ElementProps } from "../setting.ts";

/** What a supervisor will look for, as its learner reads it beforehand. */
export function Rubric({ element, setting }: ElementProps) {
  const children = element.children ?? [];
  const criteria = children.filter((child) => typeof child === "object" && child.name === "criterion");
  const lead = children.filter((child) => typeof child === "string" || child.name !== "criterion");
  return (
    <CalloutBox kind="care" title={prose.rubric}>
      {setting.show(lead)}
      <ol>
        {criteria.map((criterion, at) =>
          typeof criterion === "object" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the criteria of a release never change their order
            <li key={at}>{setting.show(criterion.children)}</li>
          ) : null,
        )}
      </ol>
    </CalloutBox>
  );
}
