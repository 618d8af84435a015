-- Approvals in depth: how many distinct people a gate asks for and whom it names, every vote with what its voter was shown and by
-- which right it was given, rights lent for a time, and the emergency that is looked at afterwards.

ALTER TABLE :schema.approval_gates
  ADD COLUMN approvers_needed integer NOT NULL DEFAULT 1 CHECK (approvers_needed BETWEEN 1 AND 5),
  -- named people; empty: whoever holds the role
  ADD COLUMN approver_ids text[] NOT NULL DEFAULT '{}' CHECK (cardinality(approver_ids) <= 20),
  ADD COLUMN break_glass text NOT NULL DEFAULT 'allowed' CHECK (break_glass IN ('allowed', 'forbidden'));

ALTER TABLE :schema.approvals
  -- the stages in force: written when it is asked for, and again by every change of a gate while it is open; none: never passes
  ADD COLUMN stages jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN ended_at timestamptz,
  ADD COLUMN ended_because text CHECK (length(ended_because) <= 500);
CREATE INDEX ON :schema.approvals (expires_at) WHERE status IN ('pending', 'approved');
CREATE INDEX ON :schema.approvals (tool_id, requested_at DESC);

UPDATE :schema.approvals SET stages = jsonb_build_array(jsonb_build_object('gateId', NULL, 'gateName', NULL,
  'approverRole', approver_role, 'approverIds', '[]'::jsonb, 'needed', 1, 'breakGlass', true));
UPDATE :schema.approvals SET ended_at = coalesce(consumed_at, decided_at, expires_at) WHERE status IN ('consumed', 'refused', 'expired');

CREATE TABLE :schema.approval_delegations (
  id text PRIMARY KEY CHECK (id ~ '^dlg_[0-9a-z]{26}$'),
  from_id text NOT NULL REFERENCES :schema.people (id),
  to_id text NOT NULL REFERENCES :schema.people (id),
  -- the right that is lent, as it was held then; a change of roles ends it
  from_roles text[] NOT NULL,
  from_epoch integer NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 2000),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text REFERENCES :schema.people (id),
  created_at timestamptz NOT NULL,
  CHECK (from_id <> to_id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX ON :schema.approval_delegations (to_id, ends_at);
CREATE INDEX ON :schema.approval_delegations (from_id, ends_at);

CREATE TABLE :schema.approval_votes (
  id text PRIMARY KEY CHECK (id ~ '^vot_[0-9a-z]{26}$'),
  approval_id text NOT NULL REFERENCES :schema.approvals (id),
  person_id text NOT NULL REFERENCES :schema.people (id),
  -- whose right was used: the voter's own, or that of whoever lent it
  seat_id text NOT NULL REFERENCES :schema.people (id),
  delegation_id text REFERENCES :schema.approval_delegations (id),
  verdict text NOT NULL CHECK (verdict IN ('approved', 'refused', 'broke_glass')),
  roles text[] NOT NULL,
  -- a vote counts while both still hold the roles that they held
  person_epoch integer NOT NULL,
  seat_epoch integer NOT NULL,
  reasons jsonb NOT NULL,
  shown_sha256 text NOT NULL CHECK (shown_sha256 ~ '^[0-9a-f]{64}$'),
  note text NOT NULL CHECK (length(note) <= 4000),
  at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.approval_votes IS 'append-only: every vote on an approval, kept for ever';
CREATE UNIQUE INDEX ON :schema.approval_votes (approval_id, person_id, person_epoch);
CREATE UNIQUE INDEX ON :schema.approval_votes (approval_id, seat_id, seat_epoch);

CREATE TABLE :schema.break_glass_uses (
  id text PRIMARY KEY CHECK (id ~ '^bgl_[0-9a-z]{26}$'),
  approval_id text NOT NULL UNIQUE REFERENCES :schema.approvals (id),
  person_id text NOT NULL REFERENCES :schema.people (id),
  reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 2000),
  at timestamptz NOT NULL,
  review_due_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'to_review' CHECK (status IN ('to_review', 'reviewed')),
  reviewed_by text REFERENCES :schema.people (id),
  reviewed_at timestamptz,
  verdict text CHECK (verdict IN ('justified', 'not_justified')),
  review_note text CHECK (length(review_note) <= 4000),
  CHECK (reviewed_by <> person_id),
  CHECK ((status = 'reviewed') = (reviewed_by IS NOT NULL AND reviewed_at IS NOT NULL AND verdict IS NOT NULL AND review_note IS NOT NULL))
);
CREATE INDEX ON :schema.break_glass_uses (status, at DESC);

-- What was answered before votes were kept becomes the vote that it was; where the roles of that moment are unknown it counts no more.
INSERT INTO :schema.approval_votes (id, approval_id, person_id, seat_id, verdict, roles, person_epoch, seat_epoch, reasons, shown_sha256, note, at)
  SELECT 'vot_' || substr(a.id, 5), a.id, a.decided_by, a.decided_by, CASE a.status WHEN 'refused' THEN 'refused' ELSE 'approved' END,
    ARRAY[a.approver_role], coalesce(p.role_epoch, 0), coalesce(p.role_epoch, 0),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('code', c)), '[]'::jsonb) FROM unnest(a.reason_codes) c), repeat('0', 64), coalesce(a.note, ''), a.decided_at
  FROM :schema.approvals a JOIN :schema.people p ON p.id = a.decided_by WHERE a.decided_at IS NOT NULL;
