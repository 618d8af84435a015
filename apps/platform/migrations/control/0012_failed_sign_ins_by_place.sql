-- Whom a failed sign-in concerns is settled when it fails: the tenant that was meant, or those whose password was tried. So nobody hears
-- of a person before they have a place there, nor of their life elsewhere. Counts of before are at most a day old; theirs are told nowhere else.

ALTER TABLE control.failed_sign_ins
  -- the tenant that is told; empty: none is by the place, so it is by the token or in the platform's own stream
  ADD COLUMN place text NOT NULL DEFAULT '',
  DROP CONSTRAINT failed_sign_ins_pkey,
  ADD PRIMARY KEY (account_hash, door, quarter, place);
