import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Card } from "#app/components/ui/card.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { pageHeaders } from "#app/http.ts";
import { welcome as say } from "#app/messages/admin.ts";

export const handle = { title: "Welcome" };
export const headers = pageHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  return { chrome: chromeOf(await requireMay(request, "invite people")) };
}

export default function Welcome() {
  const { chrome } = useLoaderData<typeof loader>();
  return (
    <Page chrome={chrome} heading={say.title} lead={say.lead} width="reading">
      <Stack>
        <Card heading={say.learnHeading}>
          <p>{say.learnText}</p>
          <ButtonLink to="/learn">{say.learn}</ButtonLink>
        </Card>
        <Card heading={say.inviteHeading}>
          <p>{say.inviteText}</p>
          <ButtonLink to="/admin/people#invite" kind="quiet">
            {say.invite}
          </ButtonLink>
        </Card>
      </Stack>
    </Page>
  );
}
