import { giveUpLostSeals, listLostSeals } from "#app/domain/lost-seals.ts";
import { giveUpLostTexts, listLostTexts } from "#app/domain/private-text/lost-keys.ts";
import { now } from "#app/platform/clock.ts";
import { hasKeyStore, type KeyStore, openKeyStore } from "#app/platform/keys.ts";
import { settings, Unfit } from "#app/platform/settings.ts";
import { type Command, withDatabase, writeReport } from "./command.ts";

/** The keys of private texts: turned, or given up where they are lost. */
export const keys: Command = {
  summary:
    "rotate: wraps everybody's key with a new server key; give-up: says which texts have lost their keys, and how to delete them",
  subject: "rotate|give-up",
  run: async ({ json, subject }) => {
    const act = acts.get(subject);
    if (!act) throw new Unfit(`There is no "${subject}" for keys: say one of ${[...acts.keys()].join(", ")}.`);
    const { keysFolder } = settings();
    // Who gives keys up may have lost the folder too.
    if (act === rotate && !hasKeyStore(keysFolder)) throw new Unfit("There are no keys here yet: look at ATTUNE_KEYS.");
    const store = openKeyStore(keysFolder);
    try {
      writeReport(json, await act(store));
      return 0;
    } finally {
      store.close();
    }
  },
};

const acts = new Map<string, (store: KeyStore) => Promise<object>>([
  ["rotate", rotate],
  ["give-up", sayWhatIsLost],
  ["give-up-for-good", giveUp],
]);

/** Texts are not touched, and the server may run meanwhile. */
async function rotate(store: KeyStore): Promise<object> {
  if (store.state() === "empty") throw new Unfit("There are no keys here to wrap anew: look at ATTUNE_KEYS.");
  const wrapped = store.rotate();
  if (wrapped === undefined) throw new Unfit(cannotTurn);
  console.log(`A new server key; ${wrapped === 1 ? "1 key is" : `${wrapped} keys are`} wrapped with it.`);
  return { wrapped };
}

/** Deletes nothing: a folder that is only in the wrong place is put right by a setting. */
async function sayWhatIsLost(store: KeyStore): Promise<object> {
  const lost = await withDatabase(({ db }) => listLostTexts(db, store));
  const texts = lost.reduce((sum, { textIds }) => sum + textIds.length, 0);
  const { requests, files } = await withDatabase(({ db }) => listLostSeals(db, store));
  const sent = requests.length + files.length;
  if (texts + sent === 0) console.log("Everything sealed opens with these keys; there is nothing to give up.");
  else {
    console.log(`${texts} texts of ${lost.length} people do not open with the keys in ${settings().keysFolder},`);
    console.log(`nor do ${requests.length} requests and ${files.length} files.`);
    console.log("If those are the wrong keys, put the right folder there, or name it in ATTUNE_KEYS.");
    console.log("If the right ones are lost for good: npm run attune -- keys give-up-for-good deletes them.");
  }
  return { people: lost.length, texts, requests: requests.length, files: files.length };
}

async function giveUp(store: KeyStore): Promise<object> {
  const people = await withDatabase(({ db }) => giveUpLostTexts(db, { seals: store, now: now() }));
  const sent = await withDatabase(({ db }) => giveUpLostSeals(db, { seals: store, now: now() }));
  const whose = people === 1 ? "one person" : `${people} people`;
  if (people + sent === 0) console.log("Everything sealed opens; nothing was deleted.");
  if (people > 0) console.log(`Deleted the texts of ${whose}.`);
  if (sent > 0) console.log(`Deleted the words of requests and the files that did not open: ${sent}.`);
  return { people, sent };
}

const cannotTurn =
  "Some keys do not open with the one in server.key: put back the server.key that they were made with, then try again.";
