-- How an action in doubt ended by Gateway's word, which came when people or the agent had been told already that nobody knows.
ALTER TABLE :schema.actions_in_doubt ADD COLUMN said_late text CHECK (said_late IN ('done', 'failed'));
