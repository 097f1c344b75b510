import type { Profile } from "#app/domain/person/profile.ts";
import { account as say } from "#app/messages/account.ts";
import { dayInWords } from "./requests/request-sheet.tsx";
import type { Entry } from "./ui/definition.tsx";

/** What is known of a person beside what they can change themselves; what nobody has said is not named. */
export function profileInWords({ email, profession, joinedOn, externalId }: Profile): Entry[] {
  const said = [
    { term: say.email, detail: email },
    { term: say.profession, detail: profession },
    { term: say.joinedOn, detail: joinedOn && dayInWords(joinedOn) },
    { term: say.externalId, detail: externalId },
  ];
  return said.filter(({ detail }) => detail);
}
