import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Section, Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { PublicPage } from "#app/components/ui/public-page.tsx";
import { VerifiedRecord } from "#app/components/verified-record.tsx";
import { limitsOf } from "#app/domain/throttle.ts";
import { normaliseCode, type Verified, verifyCode, verifyName } from "#app/domain/verification.ts";
import { visibleText } from "#app/fields.ts";
import { neverCached, pageHeaders, type Refused, readForm } from "#app/http.ts";
import { inFours } from "#app/messages/amounts.ts";
import { fields } from "#app/messages/fields.ts";
import { syllabus } from "#app/messages/syllabus.ts";
import { verification as say } from "#app/messages/verification.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.title };
export const headers = pageHeaders;

interface Answer {
  /** The number asked for, as far as it could be one. */
  asked: string;
  verified: Verified | null;
  /** Whether the name typed is the one on the record; null where none was typed. */
  matches: boolean | null;
  isThrottled: boolean;
  /** What was wrong with the name as it was typed. */
  refused: Refused | null;
}

const form = z.object({
  name: z.string().trim().min(1, say.nameMissing).max(200, fields.tooLong).regex(visibleText, fields.oneLine),
});

/** Whether a number's record holds. After a name was checked, the action has looked already. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = askedIn(params.code);
  if (request.headers.has("Content-Type")) return answer({ asked });
  const found = await verifyCode(db, asking(asked, context.address));
  if ("verified" in found) return answer({ asked, verified: found.verified });
  return refusal(asked, found.refused);
}

/** Checks a name that was typed, which stands in no address, is not kept and is not said again. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const asked = askedIn(params.code);
  const read = await readForm(request, form);
  if ("errors" in read) {
    const found = await verifyCode(db, asking(asked, context.address));
    return "refused" in found ? refusal(asked, found.refused) : answer({ asked, ...found, refused: read });
  }
  const found = await verifyName(db, { ...asking(asked, context.address), ...read.values });
  return "refused" in found ? refusal(asked, found.refused) : answer({ asked, ...found });
}

function asking(code: string, ip: string) {
  return { code, ip, now: now(), limits: limitsOf(settings().signInTries) };
}

/** The page's answer; 422 where the name could not be read. */
function answer(known: Partial<Answer>, { status = known.refused ? 422 : 200, headers = {} } = {}) {
  const whole: Answer = { asked: "", verified: null, matches: null, isThrottled: false, refused: null, ...known };
  return data(whole, { status, headers: { ...neverCached, ...headers } });
}

/** A number that was never given and one that is none are the same page, but for what was asked. */
function refusal(asked: string, refused: "unknown" | "throttled") {
  return refused === "unknown"
    ? answer({ asked }, { status: 404 })
    : answer({ isThrottled: true }, { status: 429, headers: { "Retry-After": "900" } });
}

function askedIn(code: string | undefined): string {
  return normaliseCode(code ?? "")
    .replace(/[^\dA-Z]/g, "")
    .slice(0, 26);
}

export default function Verification() {
  const loaded = useLoaderData<typeof loader>();
  const { asked, verified, matches, isThrottled, refused } = useActionData<typeof action>() ?? loaded;
  if (isThrottled) {
    return (
      <PublicPage heading={say.heading}>
        <Notice kind="attention">{say.throttled}</Notice>
      </PublicPage>
    );
  }
  if (!verified) return <Unknown asked={asked} />;
  const { state } = verified;
  if (state === "issuing") return <Issuing />;
  return (
    <PublicPage heading={say.stateHeadings[state]} lead={say.states[state]} width="reading">
      <Stack gap="large">
        <VerifiedRecord verified={verified} />
        {!verified.hasName || verified.name ? null : (
          <Section heading={say.nameHeading}>
            {matches === true ? <Notice kind="done">{say.matches}</Notice> : null}
            {matches === false ? <Notice kind="attention">{say.differs}</Notice> : null}
            <p>{say.nameText}</p>
            <Form {...(refused ?? {})} action={addresses.verification(verified.code)}>
              <Field name="name" label={say.nameField} hint={say.nameHint} autoComplete="off" spellCheck={false} />
              <Button>{say.check}</Button>
            </Form>
          </Section>
        )}
        <p>
          <a href={addresses.verifiedSyllabus(verified.code)}>{syllabus.link}</a>
        </p>
        <p>
          <a href={addresses.verify}>{say.again}</a>
        </p>
      </Stack>
    </PublicPage>
  );
}

/** Nothing of what a record says counts before it is on the disk. */
function Issuing() {
  return (
    <PublicPage heading={say.stateHeadings.issuing}>
      <p>{say.states.issuing}</p>
      <p>
        <a href={addresses.verify}>{say.again}</a>
      </p>
    </PublicPage>
  );
}

function Unknown({ asked }: { asked: string }) {
  return (
    <PublicPage heading={say.unknownHeading}>
      <p>
        {say.asked}: {inFours(asked)}
      </p>
      <p>{say.unknown}</p>
      <p>
        <a href={addresses.verify}>{say.again}</a>
      </p>
    </PublicPage>
  );
}
