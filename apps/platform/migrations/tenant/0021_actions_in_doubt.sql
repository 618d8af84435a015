-- Actions whose end nobody knows, and what people found out about them. What Gateway said (`decisions.state`, and all that is
-- counted from it) stays what it was; a resolution stands beside it, and a later one may supersede it.

CREATE TABLE :schema.actions_in_doubt (
  decision_id text PRIMARY KEY,
  agent_id text NOT NULL,
  -- exactly this action is not allowed again before a person has looked; null: it only reads, so nothing is held
  action_sha256 text CHECK (action_sha256 ~ '^[0-9a-f]{64}$'),
  since timestamptz NOT NULL,
  resolved_at timestamptz
);
CREATE INDEX actions_in_doubt_held ON :schema.actions_in_doubt (agent_id, action_sha256) WHERE resolved_at IS NULL AND action_sha256 IS NOT NULL;
CREATE INDEX actions_in_doubt_open ON :schema.actions_in_doubt (decision_id) WHERE resolved_at IS NULL;

CREATE TABLE :schema.decision_resolutions (
  id text PRIMARY KEY CHECK (id ~ '^rsl_[0-9a-z]{26}$'),
  decision_id text NOT NULL REFERENCES :schema.actions_in_doubt (decision_id),
  found text NOT NULL CHECK (found IN ('happened', 'did_not_happen', 'cannot_be_known')),
  -- how it was established
  evidence text NOT NULL CHECK (length(evidence) BETWEEN 3 AND 2000),
  evidence_url text CHECK (length(evidence_url) <= 2000),
  -- one chain for each decision: the first supersedes nothing, and each is superseded once
  supersedes text UNIQUE,
  person_id text NOT NULL REFERENCES :schema.people (id),
  at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.decision_resolutions IS 'append-only: what people found out about actions in doubt, kept for ever';
CREATE UNIQUE INDEX ON :schema.decision_resolutions (decision_id) WHERE supersedes IS NULL;
CREATE INDEX ON :schema.decision_resolutions (decision_id, at);

INSERT INTO :schema.actions_in_doubt (decision_id, agent_id, action_sha256, since)
  SELECT d.id, d.agent_id, CASE WHEN d.action_type IN ('read', 'retrieve', 'model') THEN NULL ELSE e.bytes::jsonb #>> '{body,action,sha256}' END,
    coalesce(o.at, d.at)
  FROM :schema.decisions d
    LEFT JOIN :schema.journal_entries e ON e.stream = 'decisions' AND e.seq = d.seq
    LEFT JOIN :schema.journal_entries o ON o.stream = 'decisions' AND o.seq = d.outcome_seq
  WHERE d.state = 'in_doubt';
