import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chromeOf, requireMay } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { Button } from "#app/components/ui/button.tsx";
import { Checkbox } from "#app/components/ui/choices.tsx";
import { Field } from "#app/components/ui/field.tsx";
import { Form } from "#app/components/ui/form.tsx";
import { Notice } from "#app/components/ui/notice.tsx";
import { Page } from "#app/components/ui/page.tsx";
import { Select } from "#app/components/ui/select.tsx";
import { changeReminderRules, findReminderRules } from "#app/domain/reminder/settings.ts";
import { field } from "#app/fields.ts";
import { neverCached, noticeOf, pageHeaders, readForm, refuse } from "#app/http.ts";
import { forms } from "#app/messages/forms.ts";
import { reminders as say } from "#app/messages/reminders.ts";
import { now } from "#app/platform/clock.ts";
import { db } from "#db/db.server.ts";

export const handle = { title: say.rulesTitle };
export const headers = pageHeaders;

const days = z
  .string()
  .regex(/^\s*(\d{1,3}\s*(,\s*\d{1,3}\s*){0,4})?$/, say.daysUnlike)
  .transform((text) => text.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)])))
  .refine((counts) => counts.every((count) => count <= 365), say.daysUnlike);
const tick = z
  .literal("yes")
  .optional()
  .transform((ticked) => ticked === "yes");
const hour = z.coerce.number().int().min(0).max(24);

const form = z.object({
  isOn: tick,
  before: days,
  weekly: tick,
  expiry: days,
  opens: hour.max(23),
  closes: hour.min(1),
  weekends: tick,
  digestOn: z.enum(["", "1", "2", "3", "4", "5", "6", "7"]),
  overdueMayStop: tick,
  version: field.version,
});

const refusals = {
  "changed-meanwhile": { status: 409, errors: { form: forms.changedMeanwhile } },
  "no-hour": { status: 422, errors: { closes: say.noHour } },
};

export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await requireMay(request, "change the practice");
  const { version, ...rules } = await findReminderRules(db);
  const notice = noticeOf(request, { saved: say.saved });
  return { chrome: chromeOf(visitor), zone: visitor.practice.zone, notice, rules, version };
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requireMay(request, "change the practice");
  const read = await readForm(request, form);
  if ("errors" in read) return refuse(read);
  const { version, digestOn, ...rules } = read.values;
  const wanted = { ...rules, digestOn: digestOn === "" ? null : Number(digestOn) };
  const changed = await changeReminderRules(db, { actor, rules: wanted, version, now: now() });
  if ("changed" in changed) {
    throw redirect(`${addresses.reminderRules}?done=saved`, { status: 303, headers: neverCached });
  }
  const { status, errors } = refusals[changed.refused];
  const listed = { before: rules.before.join(", "), expiry: rules.expiry.join(", "), digestOn };
  const typed = { ...listed, opens: String(rules.opens), closes: String(rules.closes), ...ticksIn(rules) };
  return refuse({ errors, typed }, { status });
}

/** What stood ticked, as the form would send it again; the others as nothing at all. */
function ticksIn(rules: { isOn: boolean; weekly: boolean; weekends: boolean; overdueMayStop: boolean }) {
  const { isOn, weekly, weekends, overdueMayStop } = rules;
  return Object.fromEntries(
    Object.entries({ isOn, weekly, weekends, overdueMayStop }).map(([name, is]) => [name, is ? "yes" : "no"]),
  );
}

export default function ReminderRulesPage() {
  const { chrome, zone, notice, rules, version } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const hours = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => {
      const value = String(from + at);
      return { value, label: `${value.padStart(2, "0")}:00` };
    });
  const weekdays = say.weekdays.map((label, at) => ({ value: String(at + 1), label }));
  return (
    <Page
      chrome={chrome}
      current="reminders"
      heading={say.rulesTitle}
      back={{ to: addresses.reminders, label: say.title }}
      width="reading"
    >
      {notice && !refused ? <Notice kind="done">{notice}</Notice> : null}
      <Form {...refused} hidden={{ version: String(version) }}>
        <Checkbox name="isOn" label={say.isOn} checked={rules.isOn} />
        <Field name="before" label={say.before} hint={say.beforeHint} value={rules.before.join(", ")} width="short" />
        <Checkbox name="weekly" label={say.weekly} checked={rules.weekly} />
        <Field name="expiry" label={say.expiry} hint={say.expiryHint} value={rules.expiry.join(", ")} width="short" />
        <Select
          name="opens"
          label={say.opens}
          hint={say.hoursHint(zone)}
          options={hours(0, 23)}
          value={String(rules.opens)}
        />
        <Select name="closes" label={say.closes} options={hours(1, 24)} value={String(rules.closes)} />
        <Checkbox name="weekends" label={say.weekends} checked={rules.weekends} />
        <Select
          name="digestOn"
          label={say.digestOn}
          options={[{ value: "", label: say.noDigest }, ...weekdays]}
          value={String(rules.digestOn ?? "")}
        />
        <Checkbox name="overdueMayStop" label={say.overdueMayStop} checked={rules.overdueMayStop} />
        <Button>{say.save}</Button>
      </Form>
    </Page>
  );
}
