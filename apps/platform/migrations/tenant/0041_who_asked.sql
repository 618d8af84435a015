-- Who may hold the token of a credential: whoever issued it, and whoever issued one that it took the place of, by rotation.
ALTER TABLE :schema.agent_credentials ADD COLUMN issuer_ids text[] NOT NULL DEFAULT '{}';
WITH RECURSIVE issuers (id, person) AS (
  SELECT id, issued_by FROM :schema.agent_credentials WHERE issued_by IS NOT NULL
  UNION
  SELECT c.replaced_by, i.person FROM issuers i JOIN :schema.agent_credentials c ON c.id = i.id WHERE c.replaced_by IS NOT NULL
)
UPDATE :schema.agent_credentials c SET issuer_ids = k.people
FROM (SELECT id, array_agg(person ORDER BY person) AS people FROM issuers GROUP BY id) AS k WHERE k.id = c.id;
-- By which credential it was asked for, and by whose hand that may have been: none of them decides on it. What was asked before knows neither.
ALTER TABLE :schema.approvals
  ADD COLUMN credential_id text,
  ADD COLUMN requester_ids text[] NOT NULL DEFAULT '{}';
