-- What a person's place here is, beside their name: who is suspended, invited only or of a role that sees no agents answers for none
-- and approves nothing. Null: of a person of before, until they sign in or their place is looked up.
ALTER TABLE :schema.people
  ADD COLUMN roles text[],
  ADD COLUMN standing text CHECK (standing IN ('invited', 'active', 'suspended'));
-- facts leave out whoever has left from here on
UPDATE :schema.facts_state SET version = version + 1;
