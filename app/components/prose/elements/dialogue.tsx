import { type ElementProps, text } from "../setting.ts";

/** A line of speech, with who says it. */
export function Dialogue({ element, setting }: ElementProps) {
  return (
    <div className="dialogue">
      <p className="dialogue-speaker">{text(element, "speaker")}</p>
      <div className="dialogue-speech">{setting.show(element.children)}</div>
    </div>
  );
}
