import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { AboutPerson } from "#app/components/team/about-person.tsx";
import { LookList } from "#app/components/team/look-list.tsx";
import { Actions, Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { mirrorOf } from "#app/domain/page-about/opening.ts";
import { listLooks } from "#app/domain/view.ts";
import { cursorOf, neverCached, orNotFound, pageHeaders } from "#app/http.ts";
import { account } from "#app/messages/account.ts";
import { seen as say } from "#app/messages/page-about.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

const limit = 50;

/** What others see of the visitor, by the same function and in the same words, and who of them has looked. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requirePerson(request);
  const { zone } = visitor.practice;
  const personId = visitor.actor.id;
  const [by, before] = [cursorOf(request, "by"), cursorOf(request, "before")];
  const mirror = orNotFound(await mirrorOf(db, { personId, by, now: now(), zone }));
  const { looks, next } = await listLooks(db, { personId, before, limit });
  const shown = { ...mirror, chosen: by, looks, next, isFirst: before === undefined };
  return data({ chrome: chromeOf(visitor), zone, ownZone: visitor.zone, ...shown }, { headers: neverCached });
}

export default function SeenPage() {
  const { chrome, zone, ownZone, supervisors, by, about, chosen, looks, next, isFirst } =
    useLoaderData<typeof loader>();
  const onlookers = [...supervisors, { id: "administrators", name: say.administrators }];
  return (
    <Page
      chrome={chrome}
      current="account"
      heading={say.title}
      lead={say.lead}
      back={{ to: addresses.account, label: account.title }}
      width="reading"
    >
      <Stack gap="large">
        {supervisors.length === 0 ? (
          <Notice>{say.unsupervised}</Notice>
        ) : (
          <nav aria-label={say.who}>
            <Actions>
              {onlookers.map(({ id, name }) =>
                id === (by?.id ?? "administrators") ? (
                  <strong key={id}>{name}</strong>
                ) : (
                  <a key={id} href={addresses.seen({ by: id })}>
                    {name}
                  </a>
                ),
              )}
            </Actions>
          </nav>
        )}
        <p>
          <a href="#looks">{say.looks.heading}</a>
        </p>
        <Section heading={by ? say.by(by.name) : say.byAdministrators}>
          <AboutPerson about={about} zone={zone} isMirror />
        </Section>
        <LookList looks={looks} zone={ownZone} by={chosen} next={next} isFirst={isFirst} />
      </Stack>
    </Page>
  );
}
