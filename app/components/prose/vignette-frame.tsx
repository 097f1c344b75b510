import type { ReactNode } from "react";
import { vignettes as words } from "#app/messages/vignettes.ts";
import { Callout } from "../ui/callout.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { type ShownVignette, sectionId } from "./shown-vignette.ts";

interface VignetteFrameProps {
  vignette: Omit<ShownVignette, "standing">;
  /** What is announced when the script puts this in place. */
  said: string;
  finishedOn?: string;
  isBeginning: boolean;
  children: ReactNode;
}

/** A case in its page, whatever is shown of it: one section, which the script replaces as a whole. */
export function VignetteFrame({ vignette, said, finishedOn, isBeginning, children }: VignetteFrameProps) {
  const { title, minutes, contentNote } = vignette;
  const id = sectionId(vignette);
  return (
    <section className="check vignette" id={id} aria-labelledby={`${id}_title`} tabIndex={-1} data-said={said}>
      <p className="kicker">{words.kicker(minutes)}</p>
      <h2 id={`${id}_title`} data-course="">
        {title}
      </h2>
      {finishedOn ? <p className="soft">{finishedOn}</p> : null}
      {isBeginning && contentNote ? (
        <Callout kind="care" title={words.contentNote}>
          <p data-course="">{contentNote}</p>
        </Callout>
      ) : null}
      {children}
      <p className="check-result" role="status" />
      {isBeginning ? (
        <Disclosure summary={words.whatIsKept}>
          <p>{words.counts}</p>
          <p>{words.kept}</p>
        </Disclosure>
      ) : null}
    </section>
  );
}
