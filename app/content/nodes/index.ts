import type { NodeSchema } from "#app/content/node.ts";
import { blockquote } from "./blockquote.ts";
import { code } from "./code.ts";
import { em } from "./em.ts";
import { hardbreak } from "./hardbreak.ts";
import { heading } from "./heading.ts";
import { hr } from "./hr.ts";
import { inline } from "./inline.ts";
import { item } from "./item.ts";
import { link } from "./link.ts";
import { list } from "./list.ts";
import { paragraph } from "./paragraph.ts";
import { softbreak } from "./softbreak.ts";
import { strong } from "./strong.ts";
import { table } from "./table.ts";
import { tbody } from "./tbody.ts";
import { td } from "./td.ts";
import { text } from "./text.ts";
import { th } from "./th.ts";
import { thead } from "./thead.ts";
import { tr } from "./tr.ts";

/** Every piece of Markdown that authors may write, by Markdoc's name for it. */
export const nodes: ReadonlyMap<string, NodeSchema> = new Map(
  Object.entries({
    heading,
    paragraph,
    list,
    item,
    blockquote,
    table,
    thead,
    tbody,
    tr,
    th,
    td,
    hr,
    inline,
    text,
    strong,
    em,
    code,
    link,
    hardbreak,
    softbreak,
  }),
);
