import { addresses } from "#app/components/addresses.ts";
import { prose } from "#app/messages/prose.ts";
import { type ElementProps, optionalText, text } from "../setting.ts";

/** A passage for one legal setting. Where it applies, as of when, and that it may not elsewhere, stands above it. */
export function Jurisdiction({ element, setting }: ElementProps) {
  const asOf = optionalText(element, "asOf");
  return (
    <section className="jurisdiction">
      <p className="jurisdiction-where">
        {element.attributes?.own === true ? (
          <strong className="jurisdiction-own">{prose.whereYouPractise} </strong>
        ) : null}
        <strong>{prose.appliesIn(text(element, "in"))}</strong>
        {asOf ? ` ${prose.asOf(writtenDate(asOf))}` : ""} {prose.elsewhere}
      </p>
      {setting.show(element.children)}
      {element.attributes?.model ? (
        <p className="jurisdiction-ask">
          <a href={addresses.law}>{prose.whichLaw}</a>
        </p>
      ) : null}
    </section>
  );
}

const months = "January February March April May June July August September October November December".split(" ");

/** 2026-11-23 as 23 November 2026, 2026-11 as November 2026; a calendar date has no zone. */
export function writtenDate(date: string): string {
  const [year = "", month, day] = date.split("-");
  return [day && Number(day), month && months[Number(month) - 1], year].filter(Boolean).join(" ");
}
