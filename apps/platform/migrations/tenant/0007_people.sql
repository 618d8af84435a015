-- Who has left, and under which epoch of their roles a person may still change something: the copy here is moved in the
-- transaction that records the change of roles, so a change under way either stands before that record or is refused.

ALTER TABLE :schema.people
  ADD COLUMN left_at timestamptz,
  ADD COLUMN role_epoch integer CHECK (role_epoch >= 1);
