-- Who made a tool less than critical last: they give it to no agent that they answer for. Null: nobody, or before this was kept.
ALTER TABLE :schema.tools ADD COLUMN lowered_by text;
