-- What people search the audit log by, drawn from the journal's entries and never the truth itself: it is brought up to the
-- head of the stream before a search (audit/index-audit.ts), so that no append waits for it. Lower case, compared byte by byte:
-- under row security only such comparisons may use an index.
CREATE TABLE :schema.audit_index (
  seq bigint PRIMARY KEY CHECK (seq >= 1),
  at timestamptz NOT NULL,
  event text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  actor_name text COLLATE "C" NOT NULL,
  subject_kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  subject_name text COLLATE "C" NOT NULL
);
CREATE INDEX ON :schema.audit_index (at);
CREATE INDEX ON :schema.audit_index (event, seq);
CREATE INDEX ON :schema.audit_index (actor, seq);
CREATE INDEX ON :schema.audit_index (actor_name, seq);
CREATE INDEX ON :schema.audit_index (subject_kind, seq);
CREATE INDEX ON :schema.audit_index (subject, seq);
CREATE INDEX ON :schema.audit_index (subject_name, seq);
COMMENT ON TABLE :schema.audit_index IS 'append-only: what the audit log is searched by';

CREATE TABLE :schema.audit_words (
  word text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (word, seq)
);
COMMENT ON TABLE :schema.audit_words IS 'append-only: the words of each audit record';

-- How far the index has come; who draws more locks it.
CREATE TABLE :schema.audit_index_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0)
);
INSERT INTO :schema.audit_index_state DEFAULT VALUES;

-- Reading the audit log is itself recorded: once for each person, way of reading and quarter of an hour.
CREATE TABLE :schema.audit_readings (
  person text NOT NULL,
  event text NOT NULL,
  quarter timestamptz NOT NULL,
  PRIMARY KEY (person, event, quarter)
);
