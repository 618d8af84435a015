-- Routing: which tenant an agent's token belongs to stands in control, outside this tenant's reach. These two functions run
-- with the owner's rights, name this tenant as a constant, and are all that its role may do there; so an agent and its
-- directory row are made in one transaction, and no tenant can claim or drop another's agent.

CREATE FUNCTION :schema.register_agent(agent_id text) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $function$
  INSERT INTO control.agent_directory (agent_id, tenant_id) VALUES ($1, :tenant_id);
  UPDATE control.directory_version SET version = version + 1 WHERE one;
$function$;

CREATE FUNCTION :schema.forget_agent(agent_id text) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $function$
  DELETE FROM control.agent_directory WHERE control.agent_directory.agent_id = $1 AND tenant_id = :tenant_id;
  UPDATE control.directory_version SET version = version + 1 WHERE one;
$function$;
