-- Notices after the act: what an agent that acts without asking has done, told once to each person who answers for it, and seen by them.

CREATE TABLE :schema.notices (
  person_id text NOT NULL,
  -- place of the outcome in the decision stream
  seq bigint NOT NULL,
  decision_id text NOT NULL,
  addressed_as text[] NOT NULL CHECK (addressed_as <@ '{human_owner,security_owner}'::text[] AND cardinality(addressed_as) BETWEEN 1 AND 2),
  ended_at timestamptz NOT NULL,
  given_at timestamptz NOT NULL,
  seen_at timestamptz,
  PRIMARY KEY (person_id, seq)
);
CREATE INDEX notices_new ON :schema.notices (person_id, seq) WHERE seen_at IS NULL;

-- How far the decision stream has been read for notices; what stands in it already was done before anybody was told of such.
ALTER TABLE :schema.behaviour_watch ADD COLUMN noticed_seq bigint NOT NULL DEFAULT 0;
UPDATE :schema.behaviour_watch SET noticed_seq = (SELECT seq FROM :schema.journal_heads WHERE stream = 'decisions');
