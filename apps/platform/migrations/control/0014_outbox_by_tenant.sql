-- What waits for one tenant is asked for by every change of its people: another's that is away, with all that waits for it, costs
-- nothing then.

CREATE INDEX audit_outbox_waiting ON control.audit_outbox (tenant_id, created_at, id) WHERE carried_at IS NULL;
DROP INDEX control.audit_outbox_created_at_idx;
