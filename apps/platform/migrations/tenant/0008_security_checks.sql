-- What the live checks of the security promises found for this tenant: the signed note as it was handed out, byte for byte.
-- Its digest stands in the audit stream.
CREATE TABLE :schema.security_checks (
  at timestamptz PRIMARY KEY,
  by text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('verified', 'failed', 'incomplete')),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  note text NOT NULL
);
COMMENT ON TABLE :schema.security_checks IS 'append-only: results of the live security checks, signed';
