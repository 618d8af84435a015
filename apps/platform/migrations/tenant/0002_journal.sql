-- The tenant's journal: append-only entries in streams, one head a stream (locked by the append), signed checkpoints.
-- `bytes` is the canonical JSON text that the leaf hash covers; it is stored as text and never re-serialised.

CREATE TABLE :schema.journal_entries (
  stream text NOT NULL CHECK (stream IN ('audit', 'decisions', 'runs')),
  seq bigint NOT NULL CHECK (seq >= 1),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  -- what the entry is about: a decision id, a subject id; for lookups, covered by the bytes
  subject text,
  bytes text NOT NULL,
  PRIMARY KEY (stream, seq)
);
COMMENT ON TABLE :schema.journal_entries IS 'append-only: journal';
-- A decision with its trace is about 3 kB: it stays in its row as it is, since compressing it and putting it aside would cost
-- every append more than the bytes are worth.
ALTER TABLE :schema.journal_entries ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE :schema.journal_entries SET (toast_tuple_target = 8160);
-- Decisions are found by their number; only what people did is looked up by what it was about.
CREATE INDEX ON :schema.journal_entries (subject) WHERE stream = 'audit';

CREATE TABLE :schema.journal_heads (
  stream text PRIMARY KEY CHECK (stream IN ('audit', 'decisions', 'runs')),
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
  hash text NOT NULL DEFAULT repeat('0', 64)
);
INSERT INTO :schema.journal_heads (stream) VALUES ('audit'), ('decisions'), ('runs');

CREATE TABLE :schema.journal_checkpoints (
  stream text NOT NULL,
  size bigint NOT NULL CHECK (size >= 1),
  root text NOT NULL,
  -- RFC 6962 frontier of the tree at this size: the next checkpoint goes on from it and reads only what came since
  frontier text NOT NULL,
  -- the signed note, with the witness's cosignature when there is one
  note text NOT NULL,
  at timestamptz NOT NULL,
  witnessed_at timestamptz,
  PRIMARY KEY (stream, size)
);

CREATE TABLE :schema.journal_verifications (
  at timestamptz PRIMARY KEY,
  outcome text NOT NULL,
  by text NOT NULL,
  sizes jsonb NOT NULL,
  checks jsonb NOT NULL
);
COMMENT ON TABLE :schema.journal_verifications IS 'append-only: what was verified, when, by whom';
