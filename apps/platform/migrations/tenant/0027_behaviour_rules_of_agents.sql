-- What is done about departures of one agent alone, by kind; a kind that is not there is done as the organisation has it.
ALTER TABLE :schema.agents ADD COLUMN behaviour_rules jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(behaviour_rules) = 'object');
