-- A restored journal is shorter than what the witness has seen of it, so it goes on as another log: its generation, the
-- authority epoch, stands in the origin of each checkpoint. Checkpoints of earlier generations stay as evidence.
ALTER TABLE :schema.journal_checkpoints
  ADD COLUMN generation integer NOT NULL DEFAULT 1 CHECK (generation >= 1);
ALTER TABLE :schema.journal_checkpoints DROP CONSTRAINT journal_checkpoints_pkey;
ALTER TABLE :schema.journal_checkpoints ADD PRIMARY KEY (stream, generation, size);
