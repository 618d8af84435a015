-- Who has voted may still break the glass when the others can't be reached: that is no second vote.

DROP INDEX :schema.approval_votes_approval_id_person_id_person_epoch_idx;
DROP INDEX :schema.approval_votes_approval_id_seat_id_seat_epoch_idx;
CREATE UNIQUE INDEX ON :schema.approval_votes (approval_id, person_id, person_epoch) WHERE verdict <> 'broke_glass';
CREATE UNIQUE INDEX ON :schema.approval_votes (approval_id, seat_id, seat_epoch) WHERE verdict <> 'broke_glass';
