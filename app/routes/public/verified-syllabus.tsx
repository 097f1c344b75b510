import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addresses } from "#app/components/addresses.ts";
import { SyllabusView } from "#app/components/syllabus-view.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { limitsOf } from "#app/domain/throttle.ts";
import { verifySyllabus } from "#app/domain/verification/syllabus.ts";
import { neverCached, pageHeaders } from "#app/http.ts";
import { syllabus as words } from "#app/messages/syllabus.ts";
import { verification } from "#app/messages/verification.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: words.title };
export const headers = pageHeaders;

/** The syllabus of the record that a number verifies. It names nobody. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const limits = limitsOf(settings().signInTries);
  const found = await verifySyllabus(db, { code: params.code ?? "", ip: context.address, now: now(), limits });
  if ("syllabus" in found) return data({ read: found.syllabus ?? null, code: found.code, refused: null });
  const refused = { read: null, code: null, refused: found.refused };
  const status = found.refused === "unknown" ? 404 : 429;
  return data(refused, { status, headers: { ...neverCached, ...(status === 429 ? { "Retry-After": "900" } : {}) } });
}

export default function VerifiedSyllabus() {
  const { read, code, refused } = useLoaderData<typeof loader>();
  if (refused === "throttled") {
    return (
      <PublicPage heading={verification.heading}>
        <Notice kind="attention">{verification.throttled}</Notice>
      </PublicPage>
    );
  }
  if (code === null) {
    return (
      <PublicPage heading={verification.unknownHeading}>
        <p>{verification.unknown}</p>
        <p>
          <a href={addresses.verify}>{verification.again}</a>
        </p>
      </PublicPage>
    );
  }
  return (
    <PublicPage heading={words.heading} lead={read ? words.lead(read.version) : undefined} width="reading">
      <Stack gap="large">
        <p>
          <a href={addresses.verification(code)}>{words.back}</a>
        </p>
        {read ? (
          <SyllabusView read={read} file={addresses.verifiedSyllabusFile(code)} />
        ) : (
          <Notice>{words.hidden}</Notice>
        )}
      </Stack>
    </PublicPage>
  );
}
