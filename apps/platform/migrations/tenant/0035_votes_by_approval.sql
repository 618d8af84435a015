-- The votes of one approval are found by it: the index that keeps them single leaves out the broken glass, and so serves no question.
CREATE INDEX approval_votes_of ON :schema.approval_votes (approval_id);
