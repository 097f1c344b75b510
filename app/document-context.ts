import { createContext } from "react";

/** What the document's frame needs from the build: the address of the enhancement script. */
export const DocumentContext = createContext<{ script: string }>({ script: "" });
