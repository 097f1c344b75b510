import { addresses } from "#app/components/addresses.ts";
import { writing } from "#app/messages/writing.ts";

/** A lesson as its reader keeps places in it: bookmarks and notes by anchor, "" the lesson itself. */
export interface KeptPlaces {
  courseId: string;
  lessonId: string;
  bookmarks: string[];
  notes: string[];
}

const words = writing.place;
const formId = "places_";

/** The one form that every row's buttons send. */
export function PlacesForm() {
  return (
    <form id={formId} method="post" data-once hidden>
      <input type="hidden" name="intent" value="bookmark" />
    </form>
  );
}

/** Under a heading: keep the place with one press, or write a note at it. */
export function PlaceRow({ kept, anchor, heading }: { kept: KeptPlaces; anchor: string; heading: string | null }) {
  const isKept = kept.bookmarks.includes(anchor);
  const where = <span className="quiet"> {heading === null ? words.ofLesson : words.at(heading)}</span>;
  return (
    <div className="place">
      {isKept ? (
        <>
          <strong>{words.bookmarked}</strong>
          <a href={addresses.writing}>{words.seeAll}</a>
        </>
      ) : null}
      <button type="submit" form={formId} name={isKept ? "drop" : "keep"} value={anchor}>
        {isKept ? words.remove : words.bookmark}
        {where}
      </button>
      <a href={addresses.note(kept.courseId, kept.lessonId, anchor)}>
        {kept.notes.includes(anchor) ? words.yourNote : words.note}
        {where}
      </a>
    </div>
  );
}
