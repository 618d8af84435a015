-- A database that was restored has a shorter platform stream than was signed of it: it goes on as another log, the next
-- generation, as a tenant's does. Raised with the authority of all tenants.

ALTER TABLE control.journal_checkpoints
  ADD COLUMN generation integer NOT NULL DEFAULT 1 CHECK (generation BETWEEN 1 AND 1000000),
  DROP CONSTRAINT journal_checkpoints_pkey,
  ADD PRIMARY KEY (stream, generation, size);

ALTER TABLE control.journal_heads
  ADD COLUMN generation integer NOT NULL DEFAULT 1 CHECK (generation BETWEEN 1 AND 1000000);
