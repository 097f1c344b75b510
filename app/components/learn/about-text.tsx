import type { AboutText } from "#app/domain/lesson/about.ts";
import { learn } from "#app/messages/learn.ts";
import { addresses } from "../addresses.ts";
import { writtenDate } from "../prose/elements/jurisdiction.tsx";
import { Disclosure } from "../ui/disclosure.tsx";

const words = learn.aboutText;

/** The standing box at the end of each lesson: what the text does not claim, who made it, and where to turn. */
export function AboutThisText({ about, courseId }: { about: AboutText; courseId: string }) {
  const { evidenceLimits, authors, unreviewed, lastReviewed, nextReview, overdue, ifAffected, hasResources } = about;
  return (
    <Disclosure summary={words.summary}>
      <p>{words.notLegalAdvice}</p>
      <p>
        {words.evidence} <span data-course="">{evidenceLimits}</span>
      </p>
      <p>
        {words.madeBy(authors)} {unreviewed.length > 0 ? words.unreviewed(unreviewed) : null}{" "}
        {lastReviewed ? words.lastReviewed(writtenDate(lastReviewed)) : words.neverReviewed}{" "}
        {nextReview ? words.nextReview(writtenDate(nextReview)) : null}{" "}
        {overdue ? <strong>{words.overdue}</strong> : null}
      </p>
      {ifAffected ? (
        <p>
          {words.ifAffected} <span data-course="">{ifAffected}</span>
        </p>
      ) : null}
      {hasResources ? (
        <p>
          <a href={addresses.resources(courseId)}>{learn.resources.link}</a>
        </p>
      ) : null}
    </Disclosure>
  );
}
