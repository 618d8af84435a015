-- Sign-ins that failed, counted by account, door and quarter of an hour until their record stands: in the streams of the tenants
-- where the account has a place, in the platform's own for all others. What was typed stands nowhere, since it may be a password in
-- the wrong field.

CREATE TABLE control.failed_sign_ins (
  -- blind index of the e-mail, as of this table
  account_hash text NOT NULL CHECK (account_hash ~ '^[0-9a-f]{64}$'),
  door text NOT NULL CHECK (door ~ '^[a-z][a-z_]{0,62}$'),
  quarter timestamptz NOT NULL,
  -- null: nobody has this e-mail
  user_id text,
  wrong integer NOT NULL CHECK (wrong >= 0),
  -- not judged any more, since there were too many
  refused integer NOT NULL CHECK (refused >= 0),
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  -- how many of each the records say
  wrong_recorded integer NOT NULL DEFAULT 0 CHECK (wrong_recorded >= 0),
  refused_recorded integer NOT NULL DEFAULT 0 CHECK (refused_recorded >= 0),
  PRIMARY KEY (account_hash, door, quarter)
);
CREATE INDEX ON control.failed_sign_ins (quarter) WHERE wrong > wrong_recorded OR refused > refused_recorded;
