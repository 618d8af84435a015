-- What each tool of a workflow plan was when the plan was written or last approved: a tool that is classified or pinned anew is another
-- one than somebody approved. Null: of before this was kept. Plans that stand already hold to what their tools are now.

ALTER TABLE :schema.workflow_plans ADD COLUMN tools_as_approved jsonb CHECK (jsonb_typeof(tools_as_approved) = 'array');

UPDATE :schema.workflow_plans w SET tools_as_approved = COALESCE((
  SELECT jsonb_agg(jsonb_build_object('id', t.id, 'actionType', t.action_type, 'dataClass', t.data_class, 'risk', t.risk, 'schemaSha256', t.schema_sha256) ORDER BY t.id)
  FROM :schema.tools t
  WHERE t.id = ANY (w.throughout_tool_ids)
    OR t.id IN (SELECT jsonb_array_elements_text(e -> 'toolIds') FROM jsonb_array_elements(w.stages) AS e)), '[]'::jsonb)
WHERE status IN ('draft', 'approved', 'active');
