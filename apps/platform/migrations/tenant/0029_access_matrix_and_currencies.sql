-- The access matrix: which data domains of which systems an agent may read or write. A tool says which data domains it touches; a system
-- is a connector. And amounts in currencies: limits name one, counts are kept for each, exactly.

-- words of the tenant's own; a tool without any is under its system alone
ALTER TABLE :schema.tools ADD COLUMN data_domains text[] NOT NULL DEFAULT '{}';
-- [{connectorId, dataDomain, access}]; null: the matrix does not bind this agent, unless the tenant requires one of every agent
ALTER TABLE :schema.agents ADD COLUMN access_matrix jsonb CHECK (jsonb_typeof(access_matrix) = 'array');
ALTER TABLE :schema.facts_state ADD COLUMN access_matrix_required boolean NOT NULL DEFAULT false;

-- {code, unit} or {pointer, unit}; null: amounts of this tool are in no currency
ALTER TABLE :schema.tools ADD COLUMN amount_currency jsonb CHECK (jsonb_typeof(amount_currency) = 'object');
-- what amount_max is in; null: in the tool's own unit
ALTER TABLE :schema.tool_permissions ADD COLUMN amount_currency text CHECK (amount_currency ~ '^[A-Z]{3}$');

-- a sum of doubles forgets; amounts in no currency stand in amount, the others by currency, as decimal text
ALTER TABLE :schema.transaction_counts ALTER COLUMN amount TYPE numeric;
ALTER TABLE :schema.transaction_counts ADD COLUMN currency_amounts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(currency_amounts) = 'object');
