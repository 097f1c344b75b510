import type { KyselyPlugin } from "kysely";
import { settings } from "#app/platform/settings.ts";
import { count } from "#app/platform/tally.ts";
import { type Opened, openDatabase } from "./open.ts";

/** The app's one database. Only routes, auth.server, jobs and cli import it, to hand it over. */
export const opened: Opened = openCounted(settings().countQueries);

export const { db } = opened;

function openCounted(counted: boolean): Opened {
  const plain = openDatabase(settings().databaseUrl);
  return counted ? { ...plain, db: plain.db.withPlugin(counting()) } : plain;
}

/** Counted when its result comes: on the way there a union is seen once for each of its parts. */
function counting(): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      count("queries");
      return result;
    },
  };
}
