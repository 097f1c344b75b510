import { Callout as CalloutBox, type CalloutKind } from "#app/components/ui/callout.tsx";
import { prose } from "#app/messages/prose.ts";
import { type ElementProps, optionalText } from "../setting.ts";

/** A boxed aside. Without a title of its own, it says what kind it is. */
export function Callout({ element, setting }: ElementProps) {
  const kind = kindOf(optionalText(element, "kind"));
  return (
    <CalloutBox kind={kind} title={optionalText(element, "title") ?? prose.callouts[kind]}>
      {setting.show(element.children)}
    </CalloutBox>
  );
}

function kindOf(name: string | undefined): CalloutKind {
  switch (name) {
    case "care":
    case "law":
    case "evidence":
    case "language":
      return name;
    default:
      return "note";
  }
}
