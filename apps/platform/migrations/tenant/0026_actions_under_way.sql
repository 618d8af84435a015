-- What is under way holds exactly the same action up until it has ended, as what is in doubt does until somebody has looked; and
-- whoever follows the audit stream is told of each action in doubt once.

-- set where a call that has an effect starts; null: it only reads, or nothing started
ALTER TABLE :schema.decisions ADD COLUMN action_sha256 text CHECK (action_sha256 ~ '^[0-9a-f]{64}$');
CREATE INDEX decisions_under_way ON :schema.decisions (agent_id, action_sha256) WHERE state = 'started' AND action_sha256 IS NOT NULL;
UPDATE :schema.decisions d SET action_sha256 = e.bytes::jsonb #>> '{body,action,sha256}'
  FROM :schema.journal_entries e
  WHERE d.state = 'started' AND d.action_type NOT IN ('read', 'retrieve', 'model') AND e.stream = 'decisions' AND e.seq = d.seq;

ALTER TABLE :schema.actions_in_doubt ADD COLUMN told_at timestamptz;
UPDATE :schema.actions_in_doubt SET told_at = since;
CREATE INDEX actions_in_doubt_untold ON :schema.actions_in_doubt (decision_id) WHERE told_at IS NULL;
