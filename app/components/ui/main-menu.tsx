import { shared } from "#app/messages/shared.ts";

/** A place in the main menu, as auth.server.ts makes it from what the visitor may do. */
export interface Door {
  /** What a page names as `current`: "learn", "records", "search", "author", "people", "practice", "audit", … */
  key: string;
  label: string;
  to: string;
  /** One of those by which a practice is run. */
  runsPractice?: boolean;
}

/** So many stand beside each other on a phone in three rows. */
const most = 9;

/**
 * Where the visitor may go. Where that is a great deal, what a practice is run by is folded on a phone and stands in a
 * row of its own on a desk; the fold says which of it is open.
 */
export function MainMenu({ doors, current }: { doors: Door[]; current?: string }) {
  const folded = doors.length > most ? doors.filter(({ runsPractice }) => runsPractice) : [];
  const inFold = folded.find(({ key }) => key === current);
  return (
    <nav className="doors" aria-label={shared.mainMenu}>
      <DoorLinks doors={doors.filter((door) => !folded.includes(door))} current={current} />
      {folded.length > 0 ? (
        <details className="doors-more">
          <summary aria-current={inFold ? "true" : undefined}>
            {inFold ? `${shared.runsPractice}: ${inFold.label}` : shared.runsPractice}
          </summary>
          <div>
            <DoorLinks doors={folded} current={current} />
          </div>
        </details>
      ) : null}
    </nav>
  );
}

function DoorLinks({ doors, current }: { doors: Door[]; current?: string }) {
  return doors.map((door) => (
    <a key={door.key} href={door.to} aria-current={door.key === current ? "page" : undefined}>
      {door.label}
    </a>
  ));
}
