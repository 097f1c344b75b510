import type { Profile } from "#app/domain/person/profile.ts";
import type { Person } from "#app/domain/person.ts";
import { person as say } from "#app/messages/admin.ts";
import { pageAbout } from "#app/messages/page-about.ts";
import { addresses } from "../addresses.ts";
import { profileInWords } from "../profile.ts";
import { Definition } from "../ui/definition.tsx";
import { Time } from "../ui/time.tsx";
import { PersonStanding } from "./people-table.tsx";

interface PersonKnownProps {
  person: Person;
  profile: Profile;
  zone: string;
  /** Whether who looks may see where the person stands in their courses. */
  isSeen: boolean;
}

/** Who a person is and since when, with the way to where they stand. */
export function PersonKnown({ person: { id, state, createdAt }, profile, zone, isSeen }: PersonKnownProps) {
  return (
    <>
      <Definition
        entries={[
          ...profileInWords(profile),
          { term: say.state, detail: <PersonStanding state={state} /> },
          { term: say.since, detail: <Time at={createdAt} zone={zone} /> },
        ]}
      />
      {isSeen ? (
        <p>
          <a href={addresses.pageAbout(id)}>{pageAbout.progress}</a>
        </p>
      ) : null}
    </>
  );
}
