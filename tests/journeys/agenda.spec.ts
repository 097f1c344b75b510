import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Vignette } from "#app/domain/course/vignette.ts";
import type { Release } from "#app/domain/course.ts";
import { countFinisher } from "#app/domain/vignette/tally.ts";
import { openDatabase, transact } from "#db/open.ts";
import { furnish, password } from "#tests/support/practice.ts";
import { type RunningServer, startServer } from "#tests/support/server.ts";

test("the agenda of every vignette prints on one page, A4 and Letter, with the spread of choices", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const server = await startServer();
  const release = await furnish(server, []);
  const vignettes = release.course.modules.flatMap(({ lessons }) => lessons.flatMap(({ vignettes }) => vignettes));
  await countFive(server, release, vignettes);
  const page = await administrator(browser, server.url);
  for (const { id } of vignettes) {
    await page.goto(`/author/vignettes/${release.courseId}/agenda/${id}`);
    await expect(page.getByText("What 5 people chose")).toBeVisible();
    await expect(page).toHaveTitle(/^Agenda · /);
    for (const format of ["A4", "Letter"]) {
      expect([id, format, pagesOf(await page.pdf({ format }))]).toEqual([id, format, 1]);
    }
  }
  await server.stop();
});

/** Five people, each of whom went the first way from scene to scene. */
async function countFive(server: RunningServer, release: Release, vignettes: Vignette[]): Promise<void> {
  const { db, close } = openDatabase(server.databaseUrl);
  for (const vignette of vignettes) {
    const steps = vignette.scenes.flatMap((scene) => {
      const [option] = scene.options;
      return option ? [{ scene, option }] : [];
    });
    const counted = { personId: "nobody", releaseId: release.id, vignetteId: vignette.id, steps };
    for (let finisher = 0; finisher < 5; finisher++) await transact(db, (db) => countFinisher(db, counted));
  }
  await close();
}

async function administrator(browser: Browser, baseURL: string): Promise<Page> {
  const page = await browser.newPage({ baseURL });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("admin@practice.example");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return page;
}

function pagesOf(pdf: Buffer): number {
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
