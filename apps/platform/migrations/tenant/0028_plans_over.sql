-- A plan whose time is over is told to the audit stream once, and stands in the facts as over: no clock of a Gateway lets it run on.

ALTER TABLE :schema.workflow_plans ADD COLUMN over boolean NOT NULL DEFAULT false CHECK (NOT over OR status IN ('active', 'cancelled'));
