import type { ReactNode } from "react";
import type { Element } from "#app/domain/course/text.ts";
import { prose } from "#app/messages/prose.ts";
import { withCurlyQuotes } from "../quotation.ts";
import { type ElementProps, number, optionalNumber, text } from "../setting.ts";
import { Drawing } from "./drawing.tsx";

/** A picture or a drawing with its alternative text, its caption and who made it. */
export function Figure({ element, setting }: ElementProps) {
  const { children: [svg] = [] } = element;
  const alt = text(element, "alt");
  const size = { width: number(element, "width"), height: number(element, "height") };
  return (
    <figure className="figure">
      {typeof svg === "object" ? (
        <Frame width={narrowest(element)}>
          <Drawing {...{ svg, alt, ...size, setting }} />
        </Frame>
      ) : (
        <img {...size} alt={alt} src={setting.hole({ fill: "media", media: text(element, "media") })} loading="lazy" />
      )}
      <figcaption>
        {setting.show(withCurlyQuotes([text(element, "caption")]))}{" "}
        <span className="figure-credit">{setting.show(withCurlyQuotes([text(element, "credit")]))}</span>
      </figcaption>
    </figure>
  );
}

/** What a telephone shows between its margins, in rem. */
const telephone = 18;

/** A drawing that is wider than the screen scrolls by itself, by keyboard too. */
function Frame({ width, children }: { width: number; children: ReactNode }) {
  if (width <= telephone) return <div className="drawing">{children}</div>;
  return (
    // biome-ignore-start lint/a11y: what scrolls must be reachable by keyboard, and a drawing is no set of fields
    <div className={`drawing scroll drawing-${width}`} role="group" aria-label={prose.drawing} tabIndex={0}>
      {children}
    </div>
    // biome-ignore-end lint/a11y: see above
  );
}

/**
 * How narrow a drawing may get, in rem, before its smallest words would be under 12 pixels at the usual size: in steps,
 * since the page has no styles of its own (app/styles/drawing.css).
 */
function narrowest(element: Element): number {
  const smallest = optionalNumber(element, "textSize");
  if (smallest === undefined) return 0;
  const rem = (number(element, "width") * 0.75) / smallest;
  return Math.ceil(rem / 4) * 4;
}
