import { type ElementProps, text } from "../setting.ts";

/** A word of the practice's own settings, filled when the page is answered. */
export function Variable({ element, setting }: ElementProps) {
  return <>{setting.hole({ fill: "practice", field: fieldOf(text(element, "name")) })}</>;
}

function fieldOf(name: string): "name" | "contact" {
  if (name === "practice.name") return "name";
  if (name === "practice.contact") return "contact";
  throw new Error(`The variable ${name} is not known here.`);
}
