-- Depth of the decision: transaction limits with their counters, the trust of a tool's answers, and what untrusted answers
-- taught an agent. Limits stand with the permission and with the agent; a tool says whether its answers are trusted, and where
-- a call of it names a recipient.

-- [{window, callsMax, amountMax, whenOver}]: whole transactions in a calendar window of UTC
ALTER TABLE :schema.tool_permissions ADD COLUMN transaction_limits jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(transaction_limits) = 'array');
ALTER TABLE :schema.agents ADD COLUMN transaction_limits jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(transaction_limits) = 'array');
-- so that a tenant without any limit is known as one by a look into an empty index
CREATE INDEX tool_permissions_limited ON :schema.tool_permissions (agent_id) WHERE transaction_limits <> '[]'::jsonb;
CREATE INDEX agents_limited ON :schema.agents (id) WHERE transaction_limits <> '[]'::jsonb;

ALTER TABLE :schema.tools ADD COLUMN answer_trust text NOT NULL DEFAULT 'untrusted' CHECK (answer_trust IN ('trusted', 'untrusted'));
-- JSON Pointers into the arguments: who or what a consequential call reaches (the target counts without being named here)
ALTER TABLE :schema.tools ADD COLUMN recipient_pointers text[] NOT NULL DEFAULT '{}';

-- What was performed in the running window. One row for each agent (tool '') or agent and tool, and kind of window: it is counted
-- on in the transaction that records the decision, under the lock of the stream's head, and outlives a permission.
CREATE TABLE :schema.transaction_counts (
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  tool_id text NOT NULL,
  time_window text NOT NULL CHECK (time_window IN ('minute', 'hour', 'day')),
  started_at timestamptz NOT NULL,
  calls bigint NOT NULL CHECK (calls >= 0),
  amount double precision NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (agent_id, tool_id, time_window)
);

-- Addresses, hosts, accounts and ids that an untrusted answer showed to an agent, as digests, until they expire. The digest '*'
-- stands for an answer that held more than could be remembered one by one: then everything is as if learned from it.
CREATE TABLE :schema.learned_values (
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  digest text NOT NULL CHECK (length(digest) BETWEEN 1 AND 43),
  tool text NOT NULL,
  decision_id text NOT NULL,
  learned_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (agent_id, digest)
);
CREATE INDEX learned_values_expire ON :schema.learned_values (expires_at);
