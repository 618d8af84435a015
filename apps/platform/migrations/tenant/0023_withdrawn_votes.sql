-- A voter may take an approving vote back while the approval is open. The vote stays, with who took it back, when and why, and its
-- voter may vote anew.

CREATE TABLE :schema.approval_vote_withdrawals (
  vote_id text PRIMARY KEY REFERENCES :schema.approval_votes (id),
  note text NOT NULL CHECK (length(note) BETWEEN 3 AND 2000),
  at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.approval_vote_withdrawals IS 'append-only: votes that their voters took back, kept for ever';

-- how many votes on this approval their voter had taken back before it
ALTER TABLE :schema.approval_votes ADD COLUMN round integer NOT NULL DEFAULT 0 CHECK (round >= 0);
DROP INDEX :schema.approval_votes_approval_id_person_id_seat_id_person_epoch_s_idx;
CREATE UNIQUE INDEX approval_votes_once ON :schema.approval_votes (approval_id, person_id, seat_id, person_epoch, seat_epoch, round)
  WHERE verdict <> 'broke_glass';
