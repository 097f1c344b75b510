import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { cameFrom } from "#app/came-from.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AboutPerson } from "#app/components/team/about-person.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Actions, Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { may } from "#app/domain/access.ts";
import { openPageAbout } from "#app/domain/page-about/opening.ts";
import { neverCached, orNotFound, pageHeaders } from "#app/http.ts";
import { pageAbout as say } from "#app/messages/page-about.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

/** Where one finds people, and goes back to with what one has chosen there. */
const origins = [
  { path: /^\/team$/, label: say.back.today },
  { path: /^\/team\/report$/, label: say.back.report },
  { path: /^\/team\/shared$/, label: say.back.shared },
  { path: /^\/team\/sign-off$/, label: say.back.signOff },
  { path: /^\/admin\/people\/[\w-]+$/, label: say.back.account },
];

/** One learner, for who supervises them now and for administrators; that it was opened is noted for the learner. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, practice, ...visitor } = await requireMay(request, "read standings");
  const opening = { actor, personId: orNotFound(params.person), now: now(), zone: practice.zone };
  const about = orNotFound(await openPageAbout(db, opening));
  const back = cameFrom(request, origins) ?? { to: addresses.teamToday, label: say.back.today };
  const isAdministered = may(actor, "read people");
  return data(
    { chrome: chromeOf({ ...visitor, actor, practice }), zone: practice.zone, about, back, isAdministered },
    { headers: neverCached },
  );
}

export default function PersonPage() {
  const { chrome, zone, about, back, isAdministered } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} current="team" heading={about.person.name} lead={say.lead} back={back} width="reading">
      <Stack gap="large">
        <AboutPerson about={about} zone={zone} />
        <Actions>
          <ButtonLink to={addresses.pageAboutCsv(about.person.id)} kind="quiet">
            {say.csv}
          </ButtonLink>
          {isAdministered ? (
            <ButtonLink to={addresses.person(about.person.id)} kind="quiet">
              {say.account}
            </ButtonLink>
          ) : null}
        </Actions>
      </Stack>
    </Page>
  );
}
