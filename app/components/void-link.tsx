import { voidLink } from "#app/messages/public.ts";
import { ButtonLink } from "./ui/button.tsx";
import { PublicPage } from "./ui/public-page.tsx";

/** The one page behind every link that opens nothing, whatever became of it. */
export function VoidLink() {
  return (
    <PublicPage heading={voidLink.title}>
      <p>{voidLink.text}</p>
      <ButtonLink to="/sign-in" kind="quiet">
        {voidLink.signIn}
      </ButtonLink>
    </PublicPage>
  );
}
