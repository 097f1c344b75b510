import type { Column } from "#app/domain/people-import/columns.ts";
import type { Change, Fault, Verdict } from "#app/domain/people-import/judging.ts";
import type { Result } from "#app/domain/people-import/kept-rows.ts";
import { mostPasted, mostRows } from "#app/domain/people-import/limits.ts";
import type { FileFault } from "#app/domain/people-import.ts";

const number = new Intl.NumberFormat("en-GB");
const some = (count: number, one: string, many: string) => `${number.format(count)} ${count === 1 ? one : many}`;

/** What is said of bringing many people in from a file. */
export const peopleImport = {
  title: "People from a list",
  lead: "Send a CSV file of your people. You see first what each line would do. Nothing happens until you confirm.",
  back: "People",
  backToImport: "People from a list",
  file: "Your file",
  fileHint: `CSV with commas, semicolons or tabs; up to ${number.format(mostRows)} people at once.`,
  look: "See what it would do",
  tooLarge: `This file is larger than 15 MB. Send up to ${number.format(mostRows)} people at once.`,
  formatHeading: "What the file holds",
  formatText:
    "The first line names the columns, in any order. Only email is needed. An empty cell changes nothing, and nobody who is missing from the file is touched.",
  formatCaption: "Columns that are taken",
  column: "Column",
  meaning: "What it holds",
  meanings: {
    email: "The address to invite, or by which somebody is known. Capitals do not matter.",
    name: "For the invitation. What people with an account call themselves is theirs to say and stays.",
    team: "The name of a team that there is. Other teams of theirs stay; an invitation leads into one.",
    joined_on: "The day they joined, as 2026-11-23.",
    external_id: "Their number in your own list.",
    profession: "What they work as.",
    licence_type: "What kind of licence.",
    licence_number: "Its number; without one there is no licence.",
    licence_jurisdiction: "Where it holds.",
  } satisfies Record<Column, string>,
  rolesNote: "Roles are never taken from a file. Give them on a person's page.",
  openHeading: "Not finished",
  openCaption: "Files that are not finished",
  sent: "Sent",
  stands: "Where it stands",
  waiting: "Waits for you to confirm; deleted a day after it was sent",
  stopped: "Stopped before the end",
  open: "Open",
  fileFaults: {
    empty: "There is nobody in this file. The first line names the columns, and people follow from the second.",
    "no-email": "No column of this file is called email. Name the columns in the first line.",
    twice: "One column stands twice in the first line. Take one of them out.",
    "too-many": "There are too many lines.",
    "broken-quotes": "The quotation marks of this file are broken in its first line, or in more than a hundred lines.",
    workbook: "This is a workbook. Save it as CSV and send that file.",
    "broken-text": "This file breaks off, or is damaged. Save it again and send it once more.",
  } satisfies Record<FileFault["refused"], string>,
  tooMany: (rows: number) =>
    `This file has ${number.format(rows)} lines. Send up to ${number.format(mostRows)} people at once.`,

  linesTitle: "What the list would do",
  finishedTitle: "The list is done",
  stoppedTitle: "The list stopped before its end",
  counted: {
    invited: "would be invited",
    changed: "would be changed",
    unchanged: "stay as they are",
    refused: "cannot be taken",
  } satisfies Record<Result, string>,
  done: {
    invited: "invited",
    changed: "changed",
    unchanged: "stayed as they were",
    refused: "were not taken",
  } satisfies Record<Result, string>,
  leftOut: (columns: string[]) => `These columns are not taken: ${columns.join(", ")}.`,
  emptyLines: (lines: number[]) =>
    lines.length === 1
      ? `Line ${lines[0]} is empty and was passed over.`
      : `${some(lines.length, "empty line", "empty lines")} were passed over: ${few(lines)}.`,
  confirm: ({ invited, changed }: Record<Result, number>) =>
    [
      invited > 0 ? `Invite ${some(invited, "person", "people")}` : "",
      changed > 0 ? `${invited > 0 ? "change" : "Change"} ${number.format(changed)}` : "",
    ]
      .filter(Boolean)
      .join(" and "),
  confirmText: "Exactly what stands below is done. Lines that cannot be taken are left out.",
  nothingToDo: "Nothing of this list would change anything.",
  refusedFile: "Download the lines that cannot be taken",
  refusedHint: "With the reason beside each, to mend and send again. They are deleted once you confirm.",
  abandon: "Throw this list away",
  abandoned: "The list is thrown away, and its lines are deleted.",
  changedMeanwhile:
    "People changed since you sent this list, so nothing was done. Look at what it would do now, then confirm again.",
  stoppedText: (left: number) =>
    `${some(left, "line is", "lines are")} still to be done. What was done is done; nobody is invited twice.`,
  goOn: "Go on",
  overtaken: (count: number) =>
    `${some(count, "line was", "lines were")} passed over, since somebody else changed these people meanwhile. Send the file again to see them.`,
  byMail: "The invitations go out by mail.",
  linksText:
    "There is no mail server. Download a link for each person and pass them on yourself. Each works once, for seven days. Downloading again makes new links and voids these.",
  links: "Download the links",
  linksFile: { name: "name", email: "email", link: "link", until: "ends" },
  deleted: "The lines of the file are deleted.",
  filters: "Which lines",
  all: "All",
  filter: {
    invited: "To be invited",
    changed: "To be changed",
    unchanged: "Unchanged",
    refused: "Cannot be taken",
  } satisfies Record<Result, string>,
  caption: "Lines of the file",
  line: "Line",
  email: "E-mail address",
  name: "Name",
  result: "Result",
  detail: "What exactly",
  noneTitle: "No such lines",
  none: "Choose another kind above.",
  pages: "Pages of lines",
  more: "Further lines",
  first: "First lines",
  reason: "reason",
  asSent: "as_sent",
} as const;

/** What is said of inviting many from a pasted list. */
export const inviteMany = {
  title: "Invite many",
  lead: "Paste addresses, one on each line. You see first what each line would do.",
  back: "People",
  backToTeam: "Invite to your team",
  list: "Addresses",
  listHint: `With or without a name, as in Ada Okafor <ada@practice.example>. Up to ${mostPasted} lines.`,
  team: "Team",
  noTeam: "No team",
  teamMissing: "Choose a team from the list.",
  look: "See what it would do",
  nobody: "Paste at least one address.",
  tooMany: `Paste up to ${mostPasted} lines at once. For more, send a file under People, People from a list.`,
  wouldHeading: "What would happen",
  confirm: peopleImport.confirm,
  changedMeanwhile:
    "People changed since you looked, so nothing was done. This is what would happen now: look, then confirm again.",
  done: (invited: number, changed: number) =>
    [
      invited > 0 ? `${some(invited, "person is", "people are")} invited.` : "",
      changed > 0 ? `${some(changed, "person is", "people are")} changed.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  nothing: "Nothing of this list would change anything.",
  byMail: "The invitations go out by mail.",
  linksHint: "There is no mail server, so pass these links on yourself. They are shown only now and end in seven days.",
  linksCaption: "Links to pass on",
  link: "Link",
  refusedHeading: "Not taken",
  refusedText: "These lines stand in the form below. Mend them and look again.",
} as const;

/** What a line would do, in a sentence or several. */
export function sayVerdict(verdict: Verdict): string[] {
  if (verdict.result === "refused") return verdict.faults.map(sayFault);
  if (verdict.result === "invited") return [verdict.team ? `Invited into the team ${verdict.team}` : "Invited"];
  if (verdict.result === "changed") return verdict.changes.map(sayChange);
  return [verdict.of === "account" ? "Has an account already" : "Is invited already"];
}

function sayChange({ column, from, to }: Change): string {
  if (column === "team")
    return `Joins the team ${to}${from === null ? "" : ` instead of ${from}, where the invitation led`}`;
  if (column === "licence_number" && from === null) return `Licence ${to} is added`;
  return from === null ? `${names[column]}: ${to}` : `${names[column]}: ${to} instead of ${from}`;
}

const names: Record<Column, string> = {
  email: "Address",
  name: "Name",
  team: "Team",
  joined_on: "Joined on",
  external_id: "Number",
  profession: "Profession",
  licence_type: "Kind of licence",
  licence_number: "Licence",
  licence_jurisdiction: "Where the licence holds",
};

/** Why a line cannot be taken, and how to mend it. */
export function sayFault(fault: Fault): string {
  switch (fault.fault) {
    case "quotes":
      return "A quotation mark stands where none may be. Put the whole cell in quotation marks, and double those within. The file to mend holds the line as it came, under as_sent.";
    case "more-cells":
      return "This line has more cells than the first line has columns. Put a cell that holds a separator in quotation marks.";
    case "email-missing":
      return "The address is missing.";
    case "email-unlike":
      return "This does not look like an e-mail address.";
    case "date-unlike":
      return "Write joined_on as year, month and day: 2026-11-23.";
    case "licence-half":
      return "The licence has no number. Add licence_number, or leave the other two empty.";
    case "formula":
      return `${fault.column} begins like a formula. Take away what stands before its first letter or number.`;
    case "unseen":
      return `${fault.column} holds characters that cannot be seen. Type it anew, on one line.`;
    case "too-long":
      return `${fault.column} is too long.`;
    case "same-address":
      return `The same address stands in line ${fault.line}. That line counts.`;
    case "same-external-id":
      return `The same external_id stands in line ${fault.line}. That line counts.`;
    case "team-unknown":
      return `There is no team called ${fault.name}. Make it first, or mend the name.`;
    case "team-ambiguous":
      return `Several teams are called ${fault.name}. Rename one of them first.`;
    case "number-taken":
      return "Somebody else has this external_id. Did their address change? Change it on their page first.";
    case "reviewer":
      return "This person is a reviewer, who is in no team.";
    case "suspended":
      return "This person is suspended. Restore them first, on their page.";
    case "already-here":
      return "Somebody with this address has an account already. Ask an administrator to put them in your team.";
    case "already-invited":
      return "Somebody else has invited this address already.";
    case "left":
      return "This person has left. Let them return first, on their page.";
  }
}

export function sayFileFault(fault: FileFault): string {
  return fault.refused === "too-many" ? peopleImport.tooMany(fault.rows) : peopleImport.fileFaults[fault.refused];
}

function few(lines: number[]): string {
  return lines.length > 12 ? `${lines.slice(0, 12).join(", ")} and more` : lines.join(", ");
}
