import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requirePerson } from "#app/auth.server.ts";
import { addresses } from "#app/components/addresses.ts";
import { formatTime } from "#app/components/ui/time.tsx";
import { neverCached } from "#app/http.ts";
import { requireLearning } from "#app/learning.server.ts";
import { writing } from "#app/messages/writing.ts";
import { keepWriting, noteIn, reflectionIn } from "#app/writing.server.ts";

const words = writing.page;

/** There is nothing to look at here: whoever comes is led to what they wrote. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request);
  throw redirect(addresses.writing, { status: 303, headers: neverCached });
}

/** The same saving as on the text's own page, answered in a line: somebody who types sends here every second or so. */
export async function action({ request, params }: ActionFunctionArgs) {
  const learning = await requireLearning(request, params.course);
  const asked = new URL(request.url).searchParams;
  const prompt = asked.get("prompt");
  const about = prompt
    ? reflectionIn(learning, prompt)
    : noteIn(learning, { lesson: asked.get("lesson"), anchor: asked.get("at") });
  const kept = await keepWriting(request, learning, about);
  if ("errors" in kept) {
    return brief({ refused: kept.errors.text ?? words.refused }, kept.because === "unreadable" ? 422 : 409);
  }
  const { savedAt, version } = kept;
  const at = savedAt && formatTime({ at: savedAt, zone: learning.visitor.zone, show: "time" });
  return brief({ saved: at ? words.saved(at) : words.nothingYet, version }, 200);
}

function brief(answer: Record<string, string | number>, status: number): Response {
  return Response.json(answer, { status, headers: neverCached });
}
