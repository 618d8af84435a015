-- A question stands in the decision stream alone: by the id that its asker was given, and newest first, without going through all decisions.
CREATE INDEX journal_entries_questions ON :schema.journal_entries (subject) WHERE stream = 'decisions' AND kind = 'question';
