import { hasKeyStore, openKeyStore } from "#app/platform/keys.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import { type Command, writeReport } from "./command.ts";

/** Wraps the key of every person anew. Texts are not touched, and the server may run meanwhile. */
export const keys: Command = {
  summary: "makes a new server key and wraps everybody's key with it",
  subject: "rotate",
  run: async ({ json, subject }) => {
    if (subject !== "rotate") throw new Unfit(`There is no "${subject}" for keys: say npm run attune -- keys rotate.`);
    const { keysFolder } = settings();
    if (!hasKeyStore(keysFolder)) throw new Unfit("There are no keys here yet: look at ATTUNE_KEYS.");
    const store = openKeyStore(keysFolder);
    try {
      const wrapped = store.rotate();
      if (wrapped === undefined) throw new Unfit(cannotTurn);
      console.log(`A new server key; ${wrapped === 1 ? "1 key is" : `${wrapped} keys are`} wrapped with it.`);
      writeReport(json, { wrapped });
      return 0;
    } finally {
      store.close();
    }
  },
};

const cannotTurn =
  "Some keys do not open with the one in server.key: put back the server.key that they were made with, then try again.";
