import "@remix-run/node";

declare module "@remix-run/node" {
  /** What the server hands to every loader and action. */
  interface AppLoadContext {
    /** The IP address of whoever asks, for throttling; never the word of the one who asks. */
    address: string;
  }

  interface Future {
    v3_singleFetch: true;
  }
}
