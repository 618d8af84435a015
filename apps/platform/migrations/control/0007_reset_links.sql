-- A forgotten password: a link by which one place of a person gets a new one. Made by a tenant, it must not open another:
-- so a place may have a password of its own, which opens it alone and without which the account's does.

ALTER TABLE control.memberships
  -- PHC string; null: the password of the account opens this place
  ADD COLUMN password_hash text CHECK (length(password_hash) <= 500);

ALTER TABLE control.sign_in_links
  -- `reset`: sets a new password of one place
  DROP CONSTRAINT sign_in_links_purpose_check,
  ADD CONSTRAINT sign_in_links_purpose_check CHECK (purpose IN ('sign_in', 'set_up', 'reset')),
  -- only an operator's link waits: whoever is still signing in there sees it coming, and ends it by signing in
  ADD COLUMN usable_from timestamptz;
