-- People as their administrators see them: invited until they have set a password, named by an id that only this tenant knows,
-- signed in by one way or another; and people's API tokens, of which the text is kept nowhere.

ALTER TABLE control.memberships
  -- how this tenant names the person: an account that stood before must not show by the age of its id, nor match across
  -- tenants; null: the account's own id
  ADD COLUMN person_id text CHECK (person_id ~ '^usr_[0-9a-z]{26}$'),
  ADD COLUMN status_reason text CHECK (length(status_reason) <= 2000),
  ADD COLUMN status_changed_at timestamptz,
  DROP CONSTRAINT memberships_status_check,
  ADD CONSTRAINT memberships_status_check CHECK (status IN ('invited', 'active', 'suspended'));
CREATE UNIQUE INDEX memberships_person ON control.memberships (tenant_id, (coalesce(person_id, user_id)));

ALTER TABLE control.sessions
  ADD COLUMN signed_in_with text CHECK (signed_in_with ~ '^[a-z][a-z_]{0,62}$');

ALTER TABLE control.sign_in_links
  -- `set_up`: sets the first password and takes the invitation up, in production too
  ADD COLUMN purpose text NOT NULL DEFAULT 'sign_in' CHECK (purpose IN ('sign_in', 'set_up'));
CREATE INDEX sign_in_links_open ON control.sign_in_links (tenant_id, user_id) WHERE used_at IS NULL;

CREATE TABLE control.api_tokens (
  id text PRIMARY KEY CHECK (id ~ '^tok_[0-9a-z]{26}$'),
  user_id text NOT NULL,
  tenant_id text NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  permissions text[] NOT NULL CHECK (cardinality(permissions) BETWEEN 1 AND 200),
  -- HMAC-SHA-256 of the whole token under the pepper, which stands in no database
  mac text NOT NULL UNIQUE CHECK (mac ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  -- to the minute
  last_used_at timestamptz,
  revoked_at timestamptz,
  FOREIGN KEY (user_id, tenant_id) REFERENCES control.memberships (user_id, tenant_id)
);
CREATE INDEX ON control.api_tokens (tenant_id, user_id, created_at, id);
