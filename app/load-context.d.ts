import "@remix-run/node";

declare module "@remix-run/node" {
  /** What the server hands to every loader and action. */
  interface AppLoadContext {
    /** The IP address of whoever asks, for throttling; never the word of the one who asks. */
    address: string;
    /** Set by our own server and by no other that Remix may run under. */
    beside?: Beside;
    /** The answer is a file that is made while it is sent. */
    isStreamed?: boolean;
  }

  /**
   * What goes past Remix, because no page hydrates: it would encode every answer of a loader for a browser that never
   * asks, and carry the page's text through the body of a Response.
   */
  interface Beside {
    /** What loaders and actions answered, by route. */
    loaderData: Record<string, unknown>;
    actionData: Record<string, unknown>;
    /** The whole page, once it is made. */
    text?: string;
  }

  interface Future {
    v3_singleFetch: true;
  }
}
