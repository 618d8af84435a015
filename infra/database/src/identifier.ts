/**
 * The only place where a name becomes part of SQL text. Everything else that varies travels as a parameter; a schema or a
 * role can't, so it is checked for its exact shape and then quoted.
 */
const schemaPattern = /^t_[0-9a-f]{16}$/;
const rolePattern = /^gt_[0-9a-f]{16}$/;

export function quoteIdentifier(name: string): string {
  if (name.length === 0 || Buffer.byteLength(name) > 63 || name.includes('\0') || !name.isWellFormed()) {
    throw new TypeError('not a name that Postgres can hold');
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** For the few statements that take no parameters (SET, CREATE ROLE, CREATE FUNCTION). A backslash is refused, so no setting changes the meaning. */
export function quoteLiteral(text: string): string {
  if (text.includes('\0') || text.includes('\\') || !text.isWellFormed())
    throw new TypeError('not a text that can be quoted');
  return `'${text.replaceAll("'", "''")}'`;
}

/** @throws TypeError for anything but a tenant schema's name as the migrator makes it */
export function quoteTenantSchema(name: string): string {
  if (!schemaPattern.test(name)) throw new TypeError('not the name of a tenant schema');
  return quoteIdentifier(name);
}

/** @throws TypeError for anything but a tenant role's name as the migrator makes it */
export function quoteTenantRole(name: string): string {
  if (!rolePattern.test(name)) throw new TypeError('not the name of a tenant role');
  return quoteIdentifier(name);
}
