import { index, type RouteConfig, route } from "@remix-run/route-config";

/** The site map: every address and its file. The first segment is a door. */
export default [
  index("routes/public/home.tsx"),
  route("sign-in", "routes/public/sign-in.tsx"),
  route("sign-out", "routes/account/sign-out.tsx"),
  route("first-run/:token", "routes/public/first-run.tsx"),
  route("invitation/:token", "routes/public/invitation.tsx"),
  route("reset/:token", "routes/public/reset.tsx"),
  route("privacy", "routes/public/privacy.tsx"),
  route("accessibility", "routes/public/accessibility.tsx"),

  route("learn", "routes/learn/learning.tsx"),
  route("learn/:course", "routes/learn/outline.tsx"),
  route("learn/:course/lesson/:lesson", "routes/learn/lesson.tsx"),
  route("learn/:course/lesson/:lesson/read", "routes/learn/read.ts"),
  route("learn/:course/vignette/:vignette", "routes/learn/vignette.tsx"),
  route("learn/:course/quiz/:quiz", "routes/learn/quiz.tsx"),
  route("learn/:course/attempt/:attempt", "routes/learn/attempt.tsx"),
  route("learn/:course/attempt/:attempt/answer", "routes/learn/answer.ts"),
  route("learn/:course/attempt/:attempt/review", "routes/learn/review.tsx"),
  route("learn/:course/attempt/:attempt/outcome", "routes/learn/outcome.tsx"),
  route("learn/:course/reflection/:prompt", "routes/learn/reflection.tsx"),
  route("learn/:course/note/:lesson", "routes/learn/note.tsx"),
  route("learn/:course/writing", "routes/learn/writing.ts"),
  route("learn/:course/completion", "routes/learn/completion.tsx"),
  route("learn/:course/practice", "routes/learn/practice-again.tsx"),
  route("learn/:course/glossary", "routes/learn/glossary.tsx"),
  route("learn/:course/media/:hash", "routes/learn/media.ts"),
  route("search", "routes/learn/search.tsx"),
  route("records", "routes/learn/records.tsx"),
  route("records/:record", "routes/learn/record.tsx"),

  route("account", "routes/account/account.tsx"),
  route("account/password", "routes/account/password.tsx"),
  route("account/sessions", "routes/account/sessions.tsx"),

  route("account/writing", "routes/account/writing.tsx"),
  route("account/writing/download", "routes/account/writing-download.ts"),
  route("account/writing/:text", "routes/account/text.tsx"),

  route("team/shared", "routes/team/shared.tsx"),
  route("team/shared/:share", "routes/team/shared-copy.tsx"),

  route("author/courses", "routes/author/courses.tsx"),
  route("author/preview/:course", "routes/author/preview.tsx"),
  route("author/preview/:course/:lesson", "routes/author/preview-lesson.tsx"),
  route("author/preview/:course/media/:hash", "routes/author/preview-media.ts"),
  route("author/statistics/:course", "routes/author/statistics.tsx"),
  route("author/statistics/:course/csv", "routes/author/statistics-csv.ts"),
  route("author/preview/:course/vignette/:vignette", "routes/author/preview-vignette.tsx"),
  route("author/vignettes", "routes/author/vignettes.tsx"),
  route("author/vignettes/:course", "routes/author/vignette-counts.tsx"),

  route("admin/welcome", "routes/admin/welcome.tsx"),
  route("admin/people", "routes/admin/people.tsx"),
  route("admin/people/:person", "routes/admin/person.tsx"),
  route("admin/practice", "routes/admin/practice.tsx"),
  route("admin/audit", "routes/admin/audit.tsx"),

  route("design", "routes/public/design.tsx"),
  route("*", "routes/public/not-found.tsx"),
] satisfies RouteConfig;
