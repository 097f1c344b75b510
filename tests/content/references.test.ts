import { expect, test } from "vitest";
import { nodesFromHtml } from "#app/content/build/reference-html.ts";
import { formatReferences } from "#app/content/build/references.ts";
import { readReferences } from "#app/content/read/references.ts";
import { plainText } from "#app/content/words.ts";

test.each([
  [
    "an article",
    {
      type: "article-journal",
      title: "Experiences of stigma",
      author: [
        { family: "Rayson", given: "J." },
        { family: "Alba", given: "Beth Ann" },
      ],
      issued: { "date-parts": [[2019]] },
      "container-title": "Sexual and Relationship Therapy",
      volume: "34",
      issue: "3",
      page: "277-289",
      DOI: "10.1080/14681994.2019.1628488",
    },
    "Rayson, J., & Alba, B. A. (2019). Experiences of stigma. Sexual and Relationship Therapy, 34(3), 277–289. https://doi.org/10.1080/14681994.2019.1628488",
    "Rayson & Alba, 2019",
  ],
  [
    "an article whose other authors are not named",
    {
      type: "article-journal",
      title: "A continuum of risk?",
      author: [{ family: "Benoit", given: "C." }, { literal: "et al." }],
      issued: { "date-parts": [[2019]], circa: true },
      "container-title": "BMJ Open",
      PMCID: "PMC4054637",
    },
    "Benoit, C., et al. (ca. 2019). A continuum of risk? BMJ Open. https://pmc.ncbi.nlm.nih.gov/articles/PMC4054637/",
    "Benoit et al., ca. 2019",
  ],
  [
    "a book",
    {
      type: "book",
      title: "The Managed Heart",
      author: [{ family: "Hochschild", given: "A. R." }],
      issued: { "date-parts": [["1983"]] },
      publisher: "University of California Press",
    },
    "Hochschild, A. R. (1983). The Managed Heart. University of California Press.",
    "Hochschild, 1983",
  ],
  [
    "a chapter",
    {
      type: "chapter",
      title: "Inventing sex work",
      author: [{ family: "Leigh", given: "Carol" }],
      issued: { "date-parts": [[1997]] },
      "container-title": "An Anthology",
      publisher: "Routledge",
    },
    "Leigh, C. (1997). Inventing sex work. In An Anthology. Routledge.",
    "Leigh, 1997",
  ],
  [
    "a report of a body that also publishes it",
    {
      type: "report",
      title: "Policy on state obligations",
      author: [{ literal: "Amnesty International" }],
      publisher: "Amnesty International",
      number: "POL 30/4062/2016",
      issued: { "date-parts": [[2016]] },
    },
    "Amnesty International. (2016). Policy on state obligations (POL 30/4062/2016).",
    "Amnesty International, 2016",
  ],
  [
    "a page without a date",
    {
      type: "webpage",
      title: "Why no rescue?",
      author: [{ literal: "PROS Network" }],
      URL: "https://pros.example/guidelines",
    },
    "PROS Network. (n.d.). Why no rescue? https://pros.example/guidelines",
    "PROS Network, n.d.",
  ],
  [
    "a statute",
    {
      type: "legislation",
      title: "Prostitution Reform Act 2003",
      number: "SR 2003/28",
      issued: { "date-parts": [[2003]] },
    },
    "Prostitution Reform Act 2003, SR 2003/28 (2003).",
    "Prostitution Reform Act 2003, 2003",
  ],
  [
    "a thesis",
    {
      type: "thesis",
      title: "What are the behaviors?",
      genre: "MSW thesis",
      author: [{ family: "Wong", given: "S.-A. M." }],
      publisher: "Smith College",
      issued: { "date-parts": [[2009]] },
    },
    "Wong, S.-A. M. (2009). What are the behaviors? [MSW thesis]. Smith College.",
    "Wong, 2009",
  ],
])("%s is printed in the list and in the text", (_, entry, printed, short) => {
  const [reference] = formatted([{ id: "a", ...entry }]);
  expect(plainText(reference?.entry ?? [])).toBe(printed);
  expect(reference?.short).toBe(short);
});

test("works of one name and year have letters, in the order of the list", () => {
  const same = (id: string, title: string) => ({
    id,
    type: "document",
    title,
    author: [{ literal: "American Psychological Association" }],
    issued: { "date-parts": [[2017]] },
  });
  const references = formatted([same("b", "Guidelines"), same("a", "Code")]);
  expect(references.map(({ id, short }) => `${id} ${short}`)).toEqual([
    "a American Psychological Association, 2017a",
    "b American Psychological Association, 2017b",
  ]);
});

test("titles of journals and of whole works stand in italics, and links are links", () => {
  const [reference] = formatted([
    {
      id: "a",
      type: "article-journal",
      title: "Bees",
      author: [{ family: "Ost" }],
      "container-title": "Hive",
      volume: 3,
      URL: "https://a.example",
    },
  ]);
  expect(reference?.entry).toEqual([
    "Ost. (n.d.). Bees. ",
    { name: "em", children: ["Hive"] },
    ", ",
    { name: "em", children: ["3"] },
    ". ",
    { name: "a", attributes: { href: "https://a.example" }, children: ["https://a.example"] },
  ]);
});

test("an address that is not https is not printed as a link", () => {
  const [reference] = formatted([{ id: "a", type: "webpage", title: "Bees", URL: "javascript:alert(1)" }]);
  expect(JSON.stringify(reference)).not.toContain("javascript");
});

test("a list is printed the same however many were printed before it, and takes nothing from them", () => {
  const bees = (year: number) => [
    { id: "a", type: "book", title: "Bees", author: [{ family: "Ost" }], issued: { "date-parts": [[year]] } },
  ];
  const first = formatted(bees(2001));
  expect(formatted(bees(2002))[0]?.short).toBe("Ost, 2002");
  expect(formatted(bees(2001))).toEqual(first);
});

test("whatever a title holds, an entry is text, emphasis and links to https, and nothing else", () => {
  const title = "A & B < C > \"D\" 'E' and M&#38;M";
  const [reference] = formatted([{ id: "a", type: "webpage", title, URL: "http://a.example/?b=1&c=2" }]);
  expect(plainText(reference?.entry ?? [])).toContain("A & B < C >");
  expect(JSON.stringify(reference)).not.toContain("http://a.example");
  const html = '<i>Hive</i><script>x()</script><a href="javascript:x()">y</a> <b class="z">&#60;b&#62;</b>';
  expect(nodesFromHtml(html)).toEqual([{ name: "em", children: ["Hive"] }, "x()y <b>"]);
});

function formatted(entries: object[]) {
  const read = readReferences("references.json", JSON.stringify(entries));
  expect(read.faults).toEqual([]);
  return formatReferences(read.entries.map(({ entry }) => entry));
}
