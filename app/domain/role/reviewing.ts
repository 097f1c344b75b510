import type { Db } from "#db/open.ts";

/** The ids of those who review now, for `where("….id", "not in", …)`: no rule reaches them, and no roster or report has them. */
export function selectReviewers(db: Db, now: Date) {
  return db
    .selectFrom("role_grant")
    .select("role_grant.person_id")
    .where("role_grant.role", "=", "reviewer")
    .where("role_grant.ended_at", "is", null)
    .where("role_grant.until", ">", now.toISOString());
}
