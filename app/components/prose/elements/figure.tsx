import { type ElementProps, optionalText, text } from "../setting.ts";

/** A picture with its alternative text, its caption and who made it. */
export function Figure({ element, setting }: ElementProps) {
  const caption = optionalText(element, "caption");
  const credit = optionalText(element, "credit");
  return (
    <figure className="figure">
      <img
        src={setting.hole({ fill: "media", media: text(element, "media") })}
        alt={text(element, "alt")}
        loading="lazy"
      />
      <figcaption>
        {caption}
        {credit ? <span className="figure-credit"> {credit}</span> : null}
      </figcaption>
    </figure>
  );
}
