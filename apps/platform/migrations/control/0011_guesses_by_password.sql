-- Which password a guess was judged by: the account's, or one that a place has of its own. A right one frees the guesses at itself
-- alone, while all of an account count together. A blind index, as of this table; null: a guess of before.

ALTER TABLE control.sign_in_attempts
  ADD COLUMN password_index text CHECK (password_index ~ '^[0-9a-f]{64}$');
