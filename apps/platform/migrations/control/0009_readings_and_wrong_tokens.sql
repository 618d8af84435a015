-- Reading the platform's own journal is itself recorded: once for each operator, way of reading and quarter of an hour.
CREATE TABLE control.audit_readings (
  operator text NOT NULL,
  event text NOT NULL,
  quarter timestamptz NOT NULL,
  PRIMARY KEY (operator, event, quarter)
);

-- A wrong API token that is a tenant's, or names one of theirs, is told in that tenant's stream: which one, and why it opens nothing.
-- The id opens nothing; of the secret that was shown nothing is kept.
ALTER TABLE control.failed_sign_ins
  ADD COLUMN token_id text,
  ADD COLUMN why text CHECK (why ~ '^[a-z][a-z_]{0,62}$');
