-- Kill switches, and what the other records of governance lack for a whole life: credentials that are rotated and seen to be
-- used, incidents that a person opens and contains, red-team tests of a type that fall due, changes of playbooks.

-- One row an engagement: it stays after its release, with who, when and why.
CREATE TABLE :schema.kill_switches (
  id text PRIMARY KEY,
  target text NOT NULL CHECK (target IN ('agent', 'tool', 'connector', 'tenant')),
  target_id text NOT NULL,
  -- as it was called then
  target_name text NOT NULL CHECK (length(target_name) BETWEEN 1 AND 300),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  engaged_at timestamptz NOT NULL,
  engaged_by text NOT NULL,
  released_at timestamptz,
  released_by text,
  release_reason text CHECK (length(release_reason) BETWEEN 1 AND 2000),
  CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
);
-- at most one is engaged against one thing
CREATE UNIQUE INDEX ON :schema.kill_switches (target, target_id) WHERE released_at IS NULL;

ALTER TABLE :schema.agent_credentials
  -- to the minute: it is written with a batch of decisions, not with each call
  ADD COLUMN last_used_at timestamptz,
  -- the credential that took its place; this one lives on until `expires_at`
  ADD COLUMN replaced_by text,
  ADD COLUMN issued_by text,
  ADD COLUMN revoked_by text;
CREATE INDEX ON :schema.agent_credentials (expires_at) WHERE revoked_at IS NULL;

ALTER TABLE :schema.incidents
  ADD COLUMN opened_by text,
  ADD COLUMN description text CHECK (length(description) <= 4000),
  ADD COLUMN contained_at timestamptz,
  ADD COLUMN contained_by text,
  ADD COLUMN contain_note text CHECK (length(contain_note) <= 4000),
  DROP CONSTRAINT incidents_status_check,
  ADD CONSTRAINT incidents_status_check CHECK (status IN ('open', 'contained', 'closed'));
-- Gateway's own incidents: one an agent until it is closed. What a person opens stands beside it.
DROP INDEX :schema.incidents_agent_id_idx;
CREATE UNIQUE INDEX incidents_agent_id_idx ON :schema.incidents (agent_id) WHERE status <> 'closed' AND opened_by IS NULL;

ALTER TABLE :schema.red_team_tests
  ADD COLUMN type text NOT NULL DEFAULT 'general'
    CHECK (type IN ('general', 'prompt_injection', 'tool_misuse', 'data_exfiltration', 'privilege_escalation', 'goal_hijacking', 'resource_abuse')),
  -- when the next one of this type is due, if somebody has set it
  ADD COLUMN next_due_at timestamptz;

ALTER TABLE :schema.incident_playbooks ADD COLUMN updated_at timestamptz;
