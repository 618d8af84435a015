-- What an action was asked with, where those who may read decisions see an account or a card number struck out: for those who approve it,
-- and for deriving it again. Without secrets, which are kept nowhere. gv1 envelope; null where nothing but secrets was struck out.
ALTER TABLE :schema.decisions ADD COLUMN whole_sealed text;
