/** Who did something, as every record of it says. */
export interface Actor {
  readonly kind: 'person' | 'agent' | 'operator' | 'system';
  readonly id: string;
  readonly name: string;
  /** The API token that spoke for the person. */
  readonly token?: string;
  /** The grant by which an operator looked at the tenant. */
  readonly grant?: string;
}
