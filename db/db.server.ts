import { settings } from "#app/platform/settings.ts";
import { openDatabase } from "./open.ts";

/** The app's one database. Only routes, auth.server, jobs and cli import it, to hand it over. */
export const opened = openDatabase(settings().databaseUrl);

export const { db } = opened;
