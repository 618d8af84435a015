/** A person in a row as the API shows them: id and name, also when their place is gone. Of a column that holds their id, or null. */
export function namedPerson(column: string): string {
  return `CASE WHEN ${column} IS NULL THEN NULL ELSE jsonb_build_object('id', ${column},
    'name', COALESCE((SELECT named.name FROM people named WHERE named.id = ${column}), ${column})) END`;
}
