import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures. */
  number?: boolean;
  /** For columns whose content names itself on a phone. */
  bare?: boolean;
  /** Left out where a table gets narrow but is not yet told as cards. */
  wide?: boolean;
}

interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/**
 * A table whose rows become cards on a phone. The ARIA roles repeat what the elements mean,
 * because browsers drop table semantics when CSS changes `display`. The first column should be a link.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <div className="card table-frame">
      <table role="table" className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ name, number, wide }) => (
              <th key={name} role="columnheader" scope="col" className={clsx({ number, wide })}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map(({ name, cell, number, bare, wide }) => (
                <td key={name} role="cell" data-label={bare ? undefined : name} className={clsx({ number, wide })}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
