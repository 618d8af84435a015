-- Who has answered for the agent since this was asked: of what is critical none of them decides, also after the agent was handed over.
ALTER TABLE :schema.approvals ADD COLUMN owner_ids text[] NOT NULL DEFAULT '{}';
-- Whether something critical of an agent is under way is asked before somebody hands it over, or loosens what holds all agents.
CREATE INDEX decisions_critical_under_way ON :schema.decisions (agent_id) WHERE state = 'started' AND risk = 'critical';
