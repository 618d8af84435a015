-- Who made a record, who changed it last, and who ended it and why. Null: of a record of before, which nobody can say any more.
ALTER TABLE :schema.findings
  ADD COLUMN created_by text,
  ADD COLUMN closed_by text,
  ADD COLUMN closed_at timestamptz,
  ADD COLUMN close_reason text;
ALTER TABLE :schema.approval_gates ADD COLUMN created_by text;
ALTER TABLE :schema.tool_permissions ADD COLUMN created_by text;
ALTER TABLE :schema.data_flows
  ADD COLUMN created_by text,
  ADD COLUMN updated_by text,
  ADD COLUMN updated_at timestamptz;
ALTER TABLE :schema.red_team_tests ADD COLUMN created_by text;
ALTER TABLE :schema.incident_playbooks
  ADD COLUMN created_by text,
  ADD COLUMN updated_by text;
ALTER TABLE :schema.tenant_rule_versions ADD COLUMN retire_reason text;
-- The playbook that people followed, as it was then: it may be changed or removed since.
ALTER TABLE :schema.incidents ADD COLUMN playbook jsonb;
