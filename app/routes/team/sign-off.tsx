import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { toFill } from "#app/components/learn/filling.ts";
import { renderBlocks, renderInline } from "#app/components/prose/render.server.tsx";
import { GivenSignOffs } from "#app/components/team/given-sign-offs.tsx";
import { SignOffForm } from "#app/components/team/sign-off-form.tsx";
import { Stack } from "#app/components/ui/layout.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { findToSignOff, signOff as keepSignOff, withdrawSignOff } from "#app/domain/sign-off.ts";
import { noteView } from "#app/domain/view.ts";
import { formKey, intentOf, neverCached, noticeOf, orNotFound, pageHeaders, readForm, refuse } from "#app/http.ts";
import { signOff } from "#app/messages/sign-off.ts";
import { now } from "#app/platform/clock.ts";
import { settings } from "#app/platform/settings.ts";
import { nameOf, observedIn, signOffForm, withdrawalForm } from "#app/sign-off-fields.ts";
import { db } from "#db/db.server.ts";

const words = signOff.page;

export const handle = { title: signOff.title };
export const headers = pageHeaders;

/** The rubric of a learner's course, what was signed off, and the form; noted for the learner as every page about them. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "sign off");
  const found = orNotFound(await findToSignOff(db, { actor: visitor.actor, ...whoseOf(params) }));
  const { learner, release, rubric, given, isComplete } = found;
  await noteView(db, { viewerId: visitor.actor.id, subject: { kind: "person", id: learner.id }, now: now() });
  const { name, contact } = visitor.practice;
  return data(
    {
      chrome: chromeOf(visitor),
      zone: visitor.zone,
      key: formKey(),
      notice: noticeOf(request, { sent: words.sent, withdrawn: signOff.given.withdrawn }),
      learner: learner.name,
      course: release.course.shortTitle,
      lead: renderBlocks(rubric.lead, release.course, { citesLink: false }),
      criteria: rubric.criteria.map(({ id, text }, at) => ({
        id,
        name: nameOf(at),
        text: renderInline(text, release.course),
      })),
      given: given.map((one) => ({ ...one, isOwn: one.byId === visitor.actor.id })),
      isComplete,
      filling: { practice: { name, contact }, courseId: release.courseId, readable: [] },
    },
    { headers: neverCached },
  );
}

/** Keeps a sign-off, or takes one back, and leads to the same page. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, practice } = await requireMay(request, "sign off");
  const whose = { actor, ...whoseOf(params) };
  const { rubric } = orNotFound(await findToSignOff(db, whose));
  const address = addresses.signOff(whose.personId, whose.courseId);
  if ((await intentOf(request)) === "withdraw") {
    const read = await readForm(request, withdrawalForm);
    if ("errors" in read) return refuse(read);
    const { why, signOff: signOffId } = read.values;
    const taken = orNotFound(await withdrawSignOff(db, { ...whose, signOffId, why, now: now() }));
    if ("refused" in taken)
      return refuse({ errors: { form: words.refused[taken.refused] }, typed: {} }, { status: 409 });
    return redirect(`${address}?done=withdrawn`, { status: 303, headers: neverCached });
  }
  const read = await readForm(request, signOffForm(rubric));
  if ("errors" in read) return refuse(read);
  const { key, observedOn } = read.values;
  const given = { observedOn, observed: observedIn(rubric, read.values), zone: practice.zone };
  const kept = orNotFound(await keepSignOff(db, { ...whose, key, ...given, url: settings().url, now: now() }));
  if ("refused" in kept) {
    const field = kept.refused === "complete" || kept.refused === "open-criterion" ? "form" : "observedOn";
    return refuse({ errors: { [field]: words.refused[kept.refused] }, typed: { ...read.values } }, { status: 409 });
  }
  return redirect(`${address}?done=sent`, { status: 303, headers: neverCached });
}

function whoseOf(params: { person?: string; course?: string }) {
  return { personId: orNotFound(params.person), courseId: orNotFound(params.course) };
}

export default function SignOffPage() {
  const { chrome, zone, key, notice, learner, course, lead, criteria, given, isComplete, filling } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const fill = toFill(filling);
  return (
    <Page
      chrome={chrome}
      current="sign-off"
      kicker={course}
      heading={learner}
      lead={words.formLead}
      back={{ to: addresses.signOffs, label: words.back }}
      width="reading"
    >
      <Stack gap="large">
        {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
        {isComplete ? (
          <Notice>{words.complete}</Notice>
        ) : (
          <SignOffForm formKey={key} lead={lead} criteria={criteria} fill={fill} refused={refused} />
        )}
        <GivenSignOffs given={given} zone={zone} isOpen={!isComplete} />
      </Stack>
    </Page>
  );
}
