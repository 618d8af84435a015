-- A tenant's change of roles, sign-in and lifecycle is made here, and so all that must stand or fall with it stands here too: the
-- entry of the platform's own stream, the record that the outbox carries to the tenant, and the key of the request.

ALTER TABLE control.idempotency_keys
  -- whose person asked; null: an operator
  ADD COLUMN tenant_id text REFERENCES control.tenants (id);

-- What was carried has left its body with the tenant, and its row goes a day later.
UPDATE control.audit_outbox SET body = '' WHERE carried_at IS NOT NULL;
CREATE INDEX audit_outbox_carried ON control.audit_outbox (carried_at) WHERE carried_at IS NOT NULL;
