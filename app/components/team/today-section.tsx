import type { List, Order, TodayCounts } from "#app/domain/team/today.ts";
import { teamToday as say } from "#app/messages/team-today.ts";
import { addresses, addressWith } from "../addresses.ts";
import { Actions, Section, Soft } from "../ui/layout.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { type ShownLine, TodayTable } from "./today-table.tsx";

interface TodaySectionProps {
  list: List;
  lines: (Omit<ShownLine, "course"> & { course: string | null })[];
  hasMore: boolean;
  chosen: { team: string; show: string; order: Order; page: number };
  counts: TodayCounts;
  zone: string;
}

/** One list under its heading, with the way to the whole of it or through its pages. */
export function TodaySection({ list, lines, hasMore, chosen, counts, zone }: TodaySectionProps) {
  const { team, show, order, page } = chosen;
  const to = (more: Record<string, string | number>) =>
    addressWith(addresses.teamToday, { team, show: list, order: order === "due" ? "" : order, ...more });
  const named = lines.map((line) => ({ ...line, course: line.course ?? say.courseGone }));
  return (
    <Section heading={say.lists[list]} id={list}>
      {lines.length === 0 ? (
        <p>
          <Soft>{say.none[list]}</Soft>
        </p>
      ) : (
        <TodayTable list={list} lines={named} zone={zone} />
      )}
      {show === "" && hasMore ? (
        <p>
          <a href={to({})}>{say.all(list === "help" ? helpOf(counts) : counts[list])}</a>
        </p>
      ) : null}
      {show !== "" ? (
        <>
          <Pagination
            label={say.pages}
            newer={page > 1 ? { to: to({ page: page - 1 }), label: say.earlier } : undefined}
            older={hasMore ? { to: to({ page: page + 1 }), label: say.later } : undefined}
          />
          <Actions>
            {list === "done" ? null : (
              <a href={to({ order: order === "due" ? "name" : "" })}>{say.orders[order === "due" ? "name" : "due"]}</a>
            )}
            <a href={addressWith(addresses.teamToday, { team })}>{say.back}</a>
          </Actions>
        </>
      ) : null}
    </Section>
  );
}

function helpOf(counts: TodayCounts): number {
  return counts.overdue + counts.inactive + counts["never-begun"];
}
