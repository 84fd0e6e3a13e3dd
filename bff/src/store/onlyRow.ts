/** The first row of a query that cannot but have one. @throws TypeError where it has none. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new TypeError('A row that has to be there is not.');
  return row;
}
