-- Allow tokens (security.md 5): what an agent that decides now and performs later holds, and its one use. And the signing
-- keys that Gateway draws for runtimes: the key itself is derived from Gateway's secret and stands nowhere.

CREATE TABLE :schema.allow_tokens (
  -- the 128 bits that the token's MAC authenticates, in base64url; without Gateway's secret they open nothing
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{22}$'),
  -- a token without its committed decision can't exist
  decision_id text NOT NULL UNIQUE REFERENCES :schema.decisions (id),
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  action_sha256 text NOT NULL CHECK (action_sha256 ~ '^[0-9a-f]{64}$'),
  facts_version bigint NOT NULL CHECK (facts_version >= 1),
  approval_id text,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.allow_tokens IS 'append-only: tokens given out with a decision';

CREATE TABLE :schema.allow_token_uses (
  token_id text PRIMARY KEY REFERENCES :schema.allow_tokens (id),
  -- the decision that stands for the performing; checked at commit, so that no token is claimed without it
  decision_id text NOT NULL UNIQUE REFERENCES :schema.decisions (id) DEFERRABLE INITIALLY DEFERRED,
  at timestamptz NOT NULL
);
COMMENT ON TABLE :schema.allow_token_uses IS 'append-only: each token is used once, and no use is taken back';

CREATE TABLE :schema.runtime_keys (
  -- a credential has one signing key at most, and it ends with the credential
  credential_id text PRIMARY KEY REFERENCES :schema.agent_credentials (id),
  agent_id text NOT NULL REFERENCES :schema.agents (id),
  epoch integer NOT NULL CHECK (epoch >= 1),
  issued_at timestamptz NOT NULL,
  UNIQUE (agent_id, epoch)
);
COMMENT ON TABLE :schema.runtime_keys IS 'append-only: which signing key was issued once, under which epoch';
