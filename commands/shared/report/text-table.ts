/**
 * Lines in columns as wide as their widest cell: labels to the left, values to the right. No lines where no row follows
 * the head.
 *
 * @param rows - the head first
 * @param labelColumns - how many columns, from the left, are labels
 */
export function textTable(rows: readonly (readonly string[])[], labelColumns: number): string[] {
  const [head = []] = rows;
  if (rows.length < 2) return [];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column < labelColumns ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
