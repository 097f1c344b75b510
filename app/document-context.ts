import { createContext } from "react";

/** What the document's frame needs to know: the address of the enhancement script, and whether a form was refused. */
export const DocumentContext = createContext<{ script: string; isRefused: boolean }>({ script: "", isRefused: false });
