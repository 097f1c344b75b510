// biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, a table keeps its meaning in every browser only by explicit roles
import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** end: for figures and buttons. */
  align?: "start" | "end";
  /** Names the row: its cells are row headers. One column. */
  names?: boolean;
  /** The label is only read aloud (a column of buttons). */
  quiet?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  /** The caption is only read aloud: the heading above says the same. */
  quietCaption?: boolean;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}

/** Rows and columns. Where there is no room, each row stands as a list with its labels; nothing is lost at 320 px. */
export function DataTable<Row>({ caption, quietCaption, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <table className="table" role="table">
      <caption className={quietCaption ? "quiet" : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={column.align}>
              {column.quiet ? <span className="quiet">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const Tag = column.names ? "th" : "td";
  return (
    <Tag
      role={column.names ? "rowheader" : "cell"}
      scope={column.names ? "row" : undefined}
      className={column.align}
      data-label={column.quiet ? undefined : column.label}
    >
      <div>{column.cell(row)}</div>
    </Tag>
  );
}
