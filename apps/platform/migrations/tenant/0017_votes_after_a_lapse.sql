-- A vote that counts no more, since the voter or whoever lent the right changed, keeps neither of the two from voting anew.

DROP INDEX :schema.approval_votes_approval_id_person_id_person_epoch_idx;
DROP INDEX :schema.approval_votes_approval_id_seat_id_seat_epoch_idx;
CREATE UNIQUE INDEX ON :schema.approval_votes (approval_id, person_id, seat_id, person_epoch, seat_epoch) WHERE verdict <> 'broke_glass';
