import type { Element } from "#app/domain/course/text.ts";
import { prose } from "#app/messages/prose.ts";
import type { ElementProps, Setting } from "../setting.ts";

/** Two wordings side by side; which is which is said in words. */
export function Compare({ element, setting }: ElementProps) {
  return (
    <div className="compare">
      {(element.children ?? []).map((child) =>
        typeof child === "object" ? <Side key={child.name} side={child} setting={setting} /> : null,
      )}
    </div>
  );
}

function Side({ side, setting }: { side: Element; setting: Setting }) {
  const label = side.name === "avoid" ? prose.ratherThan : prose.prefer;
  return (
    <div className={`compare-${side.name}`}>
      <p className="compare-label">{label}</p>
      {setting.show(side.children)}
    </div>
  );
}
