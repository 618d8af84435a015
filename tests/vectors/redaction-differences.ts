/**
 * Data for the redaction vectors: which of our detectors answer for a rule, and the rows on which we differ, each with
 * its reason. A linter warns a developer and fears false alarms; a redactor hides, and fears what it leaves standing.
 */
export const rulesOf: Readonly<Record<string, readonly string[]>> = {
  '1password': ['onepassword_token'],
  anthropic: ['anthropic_key'],
  aws: ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'],
  azure: ['azure_client_secret', 'azure_storage_key', 'assigned_secret'],
  basicauth: ['url_credentials'],
  cloudflare: ['cloudflare_token'],
  'database-connection-string': ['connection_string'],
  databricks: ['databricks_token'],
  docker: ['docker_token'],
  figma: ['figma_token'],
  gcp: ['private_key', 'google_api_key'],
  github: ['github_token'],
  gitlab: ['gitlab_token'],
  grafana: ['grafana_token', 'grafana_service_token'],
  groq: ['groq_key'],
  'hashicorp-vault': ['vault_token'],
  huggingface: ['huggingface_token'],
  linear: ['linear_key'],
  'no-dotenv': [],
  'no-homedir': [],
  'no-k8s-kind-secret': ['assigned_secret'],
  notion: ['notion_token'],
  npm: ['npm_token'],
  openai: ['openai_key'],
  pattern: ['assigned_secret'],
  privatekey: ['private_key'],
  'secp256k1-privatekey': ['hex_private_key'],
  sendgrid: ['sendgrid_key'],
  shopify: ['shopify_token'],
  slack: ['slack_token', 'slack_webhook'],
  stripe: ['stripe_key'],
  tailscale: ['tailscale_key'],
  vercel: ['vercel_token'],
  artifactory: ['artifactory_token'],
  aws_key: ['aws_access_key_id', 'aws_secret_access_key'],
  azure_storage_key: ['azure_storage_key'],
  basic_auth: ['url_credentials'],
  cloudant: ['assigned_secret'],
  discord: ['discord_token'],
  github_token: ['github_token'],
  gitlab_token: ['gitlab_token'],
  high_entropy_strings: ['assigned_secret'],
  ibm_cloud_iam: ['assigned_secret'],
  ibm_cos_hmac: ['assigned_secret'],
  ip_public: ['ip_address'],
  jwt: ['jwt'],
  mailchimp_key: ['mailchimp_key'],
  private_key: ['private_key'],
  pypi_token: ['pypi_token'],
  softlayer: ['assigned_secret'],
  square_oauth: ['square_key'],
  stripe_key: ['stripe_key'],
  telegram_token: ['telegram_token'],
  twilio: ['twilio_key'],
};

export const differences: Readonly<Record<string, string>> = {
  'secretlint aws ng.AWS Account ID':
    'an identifier, not a secret: it opens nothing, and hiding it would blind the reader',
  'secretlint azure ng.ad_tenant_id':
    'an identifier, not a secret: it opens nothing, and hiding it would blind the reader',
  'secretlint azure ng.azure_client_id':
    'an identifier, not a secret: it opens nothing, and hiding it would blind the reader',
  'secretlint no-homedir ng.homedir':
    'a path of a home folder: not a secret, and paths are what file tools answer with',
  'secretlint no-homedir ng.patial-homedir':
    'a path of a home folder: not a secret, and paths are what file tools answer with',
  'secretlint aws ok.AWS Access Key ID--enableIDScanRule-false':
    'the row switches the rule off; the same text is a key in another row',
  'secretlint aws options.allows':
    "the row tests an allow list of the linter; the same text is a secret in the rule's other rows",
  'secretlint figma ok.allows':
    "the row tests an allow list of the linter; the same text is a secret in the rule's other rows",
  'secretlint groq ok.allows':
    "the row tests an allow list of the linter; the same text is a secret in the rule's other rows",
  'secretlint tailscale ok.allows':
    "the row tests an allow list of the linter; the same text is a secret in the rule's other rows",
  'secretlint pattern ok.pattern-allows':
    "the row tests an allow list of the linter; the same text is a secret in the rule's other rows",
  'secretlint basicauth ng.basic-auth-ftps-url':
    'the row says that it should be found and records nothing; it is hidden',
  'secretlint basicauth ok.false-positives-prevented':
    'a weak or sample password is a password all the same, so it is hidden',
  'secretlint database-connection-string ok.valid':
    'a weak or sample password is a password all the same, so it is hidden',
  'secretlint no-k8s-kind-secret ng.kind-secret':
    'the row says that it should be found and records nothing; the password is hidden',
  'secretlint no-k8s-kind-secret ng.kind-secret-multiple':
    'the row says that it should be found and records nothing; the password is hidden',
  'secretlint pattern ng.filePathGlobs-aws-in-env':
    "the row's own configured pattern names a word or a whole line, which is no secret by itself",
  'secretlint pattern ng.filePathGlobs-negation':
    "the row's own configured pattern names a word or a whole line, which is no secret by itself",
  'secretlint pattern ng.pattern-allows-other-pattern':
    "the row's own configured pattern names a word or a whole line, which is no secret by itself",
  'secretlint privatekey placeholder-short-base64':
    'a private key block with any body is hidden: a cut-off key is still part of a key',
  'detect-secrets jwt test_analyze_line 131':
    'a token whose header does not decode is hidden too: its payload may',
  'detect-secrets jwt test_analyze_line 132':
    'a token whose header does not decode is hidden too: its payload may',
  'detect-secrets high_entropy_strings test_basic 86':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_basic 87':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_basic 88':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_basic 89':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_basic 90':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_multiple_strings_same_line 91':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_multiple_strings_same_line 92':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_entropy_limit 93':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets high_entropy_strings test_entropy_limit 94':
    'an entropy measure on quoted strings: the row holds a template, not a text, and entropy alone hides hashes and ids',
  'detect-secrets ibm_cos_hmac test_verify_ibm_cos_hmac_credentials 100':
    'asks the provider over the network whether a key is live: the row holds no text',
  'detect-secrets ibm_cos_hmac test_verify_ibm_cos_hmac_credentials 101':
    'asks the provider over the network whether a key is live: the row holds no text',
};
