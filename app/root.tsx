import { isRouteErrorResponse, Outlet, type UIMatch, useMatches, useRouteError } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { ButtonLink } from "./components/ui/button.tsx";
import { PlainPage } from "./components/ui/plain-page.tsx";
import { DocumentContext } from "./document-context.ts";
import readingFace from "./fonts/literata-roman.woff2?url";
import { failureOf } from "./messages/failures.ts";
import { shared } from "./messages/shared.ts";
import styles from "./styles.css?url";

/** The frame of every page, of those that could not be shown too. */
export function Layout({ children }: { children: ReactNode }) {
  const { script, isRefused } = useContext(DocumentContext);
  const title = useTitle();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <title>{isRefused ? `${shared.errorTitle} ${title}` : title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="preload" href={readingFace} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={styles} />
        {import.meta.env.DEV ? <script type="module" src="/@vite/client" /> : null}
        <script type="module" src={script} />
      </head>
      <body>{children}</body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** One page for every 404, whatever the address and whoever asks; one for what broke, which tells nothing of why. */
export function ErrorBoundary() {
  const { heading, text, way } = failureOf(statusOf(useRouteError()));
  return (
    <PlainPage heading={heading}>
      <p>{text}</p>
      <ButtonLink to="/learn" kind="quiet">
        {way}
      </ButtonLink>
    </PlainPage>
  );
}

/** The deepest route's own title, and a name that says nothing of what is learned here (decision 20). */
function useTitle() {
  const error = useRouteError();
  const page = useMatches().findLast(hasTitle);
  // Where nothing was thrown it is null, whatever its type says.
  if (error) return `${failureOf(statusOf(error)).title} · ${shared.neutralName}`;
  const name = page?.id.startsWith("routes/public/") ? shared.projectName : shared.neutralName;
  return page ? `${page.handle.title} · ${name}` : name;
}

function statusOf(error: unknown): number | undefined {
  return isRouteErrorResponse(error) ? error.status : undefined;
}

interface Titled {
  title: string;
}

function hasTitle(match: UIMatch): match is UIMatch<unknown, Titled> {
  const { handle } = match;
  return typeof handle === "object" && handle !== null && "title" in handle && typeof handle.title === "string";
}
