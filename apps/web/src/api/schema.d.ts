/** Types of platform’s API, generated from apps/platform/openapi.json by scripts/generate-client.ts. Not written by hand. */
export interface paths {
    readonly "/operator/v1/audit-events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What operators and provisioning did, newest first */
        readonly get: operations["getOperatorAuditEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Work of the provision process, newest first, of all tenants or of one */
        readonly get: operations["getOperatorJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/jobs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a piece of work of the provision process is */
        readonly get: operations["getOperatorJobsById"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/journal/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The platform’s own journal as a file that verifies offline */
        readonly get: operations["getOperatorJournalExport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/key-rotations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Key rotations, the newest first, and how far each is */
        readonly get: operations["getOperatorKeyRotations"];
        readonly put?: never;
        /** Replace DATA_ENCRYPTION_KEY, or the data key of one tenant, while serving */
        readonly post: operations["postOperatorKeyRotations"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/operators": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All operators: role, expiry, last use, and which are revoked */
        readonly get: operations["getOperatorOperators"];
        readonly put?: never;
        /** Make an operator; answers their token this once */
        readonly post: operations["postOperatorOperators"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/operators/{operatorId}/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke an operator: their token opens nothing from now on, and what support access they had has ended */
        readonly post: operations["postOperatorOperatorsByOperatorIdRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/self": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whose token this is, and what it may */
        readonly get: operations["getOperatorSelf"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/sign-in-links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Mint a one-time sign-in link (operator of a development machine) */
        readonly post: operations["postOperatorSignInLinks"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/support-requests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What you have asked of tenants, newest first, and how it stands */
        readonly get: operations["getOperatorSupportRequests"];
        readonly put?: never;
        /** Ask a tenant to let you look, for hours and under a role; nothing opens until it approves */
        readonly post: operations["postOperatorSupportRequests"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/support-requests/{supportRequestId}/give-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give up a request, or the access that came of it */
        readonly post: operations["postOperatorSupportRequestsBySupportRequestIdGiveUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/support-requests/{supportRequestId}/open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take up what the tenant approved: answers a bearer that reads, until the access ends */
        readonly post: operations["postOperatorSupportRequestsBySupportRequestIdOpen"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All tenants, by slug: standing and cell */
        readonly get: operations["getOperatorTenants"];
        readonly put?: never;
        /** Have a tenant made, in the cell with the fewest unless one is named */
        readonly post: operations["postOperatorTenants"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One tenant: standing and cell */
        readonly get: operations["getOperatorTenantsBySlug"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/administrators": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Invite an administrator of a tenant; answers a set-up link, good for 72 hours and one use */
        readonly post: operations["postOperatorTenantsBySlugAdministrators"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lock a tenant out and have it deleted: its keys first, then everything else */
        readonly post: operations["postOperatorTenantsBySlugDelete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Have a tenant written to a file in the folder of the provision process */
        readonly post: operations["postOperatorTenantsBySlugExport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/key-port": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where a tenant’s own key lies, and whether it is there */
        readonly get: operations["getOperatorTenantsBySlugKeyPort"];
        /** Put a tenant’s data keys under a key that its owner holds */
        readonly put: operations["putOperatorTenantsBySlugKeyPort"];
        readonly post?: never;
        /** Take a tenant’s data keys back under ours alone; its owner’s key is needed one last time */
        readonly delete: operations["deleteOperatorTenantsBySlugKeyPort"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/move": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Have a tenant moved to another cell; it is blocked meanwhile */
        readonly post: operations["postOperatorTenantsBySlugMove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/plan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change what a tenant is entitled to: its people and agents, from the answer on without exception */
        readonly post: operations["postOperatorTenantsBySlugPlan"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/reactivate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let a suspended tenant in again */
        readonly post: operations["postOperatorTenantsBySlugReactivate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/reset-links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A link by which the only administrator of a tenant sets a new password: opens after a day, and not once they sign in */
        readonly post: operations["postOperatorTenantsBySlugResetLinks"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Have a tenant restored from such a file; all that was issued before is void */
        readonly post: operations["postOperatorTenantsBySlugRestore"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/operator/v1/tenants/{slug}/suspend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lock a tenant out: sessions end, agents are blocked, from the answer on without exception */
        readonly post: operations["postOperatorTenantsBySlugSuspend"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sign-in/{token}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Use a one-time sign-in link: sets the session’s cookie and goes to the console */
        readonly get: operations["getSignInByToken"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/access-matrix": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which data domains of which systems agents may read or write */
        readonly get: operations["getAccessMatrix"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/access-matrix-requirement": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the access matrix binds every agent */
        readonly get: operations["getAccessMatrixRequirement"];
        /** Set whether the access matrix binds every agent */
        readonly put: operations["putAccessMatrixRequirement"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/access-tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your API tokens in this organisation */
        readonly get: operations["getAccessTokens"];
        readonly put?: never;
        /** Make an API token; its text is shown once */
        readonly post: operations["postAccessTokens"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/access-tokens/{tokenId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke one of your API tokens: refused from its next request on */
        readonly delete: operations["deleteAccessTokensByTokenId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/actions-in-doubt": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Actions whose end nobody knows, newest first */
        readonly get: operations["getActionsInDoubt"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/actions-in-doubt/{decisionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One action whose end nobody knew, with what people found out */
        readonly get: operations["getActionsInDoubtByDecisionId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/actions-in-doubt/{decisionId}/resolutions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say what became of an action in doubt, and how you know */
        readonly post: operations["postActionsInDoubtByDecisionIdResolutions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agent-behaviour-rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Agents for which something else is done about departures than for the others */
        readonly get: operations["getAgentBehaviourRules"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agent-credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Credentials of agents, newest first: `state=expiring_soon` is the notice of what ends within 14 days */
        readonly get: operations["getAgentCredentials"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Agents, by name */
        readonly get: operations["getAgents"];
        readonly put?: never;
        /** Register an agent */
        readonly post: operations["postAgents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One agent */
        readonly get: operations["getAgentsByAgentId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Change an agent */
        readonly patch: operations["patchAgentsByAgentId"];
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/access-matrix": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the access matrix gives one agent, and what its tools would need beyond that */
        readonly get: operations["getAgentsByAgentIdAccessMatrix"];
        /** Set all that the access matrix gives an agent, and bind it to that */
        readonly put: operations["putAgentsByAgentIdAccessMatrix"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/access-matrix/lift": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Free an agent from the access matrix */
        readonly post: operations["postAgentsByAgentIdAccessMatrixLift"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/atf-conformance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How an agent stands against the 25 controls now, from its enforced configuration */
        readonly get: operations["getAgentsByAgentIdAtfConformance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/behaviour": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is normal for an agent, its circuit breaker and its trust score */
        readonly get: operations["getAgentsByAgentIdBehaviour"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/behaviour-rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is done about departures of one agent */
        readonly get: operations["getAgentsByAgentIdBehaviourRules"];
        /** Set what is done about departures of one agent; every act only tightens */
        readonly put: operations["putAgentsByAgentIdBehaviourRules"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/behaviour/relearn": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Have an agent’s normal behaviour learned again */
        readonly post: operations["postAgentsByAgentIdBehaviourRelearn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/breaker/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Close the circuit breaker of an agent */
        readonly post: operations["postAgentsByAgentIdBreakerClose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Issue a credential; its token is shown once */
        readonly post: operations["postAgentsByAgentIdCredentials"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/credentials/{credentialId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke a credential */
        readonly delete: operations["deleteAgentsByAgentIdCredentialsByCredentialId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/credentials/{credentialId}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replace a credential by a new one; the old one lives on for the overlap */
        readonly post: operations["postAgentsByAgentIdCredentialsByCredentialIdRotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/level": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lower the level of an agent at once; a rise is a promotion */
        readonly post: operations["postAgentsByAgentIdLevel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/reactivate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Activate or reactivate an agent */
        readonly post: operations["postAgentsByAgentIdReactivate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/retire": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Retire an agent for good */
        readonly post: operations["postAgentsByAgentIdRetire"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/agents/{agentId}/suspend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Suspend an agent at once */
        readonly post: operations["postAgentsByAgentIdSuspend"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approval-counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many approvals wait, for the reader and in all, and how many emergencies wait for a review */
        readonly get: operations["getApprovalCounts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approval-delegations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rights to approve that were lent, newest first */
        readonly get: operations["getApprovalDelegations"];
        readonly put?: never;
        /** Lend one’s own right to approve to a named person, for a time */
        readonly post: operations["postApprovalDelegations"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approval-delegations/{approvalDelegationId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One right to approve that was lent */
        readonly get: operations["getApprovalDelegationsByApprovalDelegationId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approval-delegations/{approvalDelegationId}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End a lent right to approve before its time */
        readonly post: operations["postApprovalDelegationsByApprovalDelegationIdEnd"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approval-gates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Approval gates */
        readonly get: operations["getApprovalGates"];
        readonly put?: never;
        /** Add an approval gate */
        readonly post: operations["postApprovalGates"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approval-gates/{approvalGateId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Remove an approval gate */
        readonly delete: operations["deleteApprovalGatesByApprovalGateId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approvals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Approvals, newest first */
        readonly get: operations["getApprovals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approvals/{approvalId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One approval: the exact action, and what happened next */
        readonly get: operations["getApprovalsByApprovalId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approvals/{approvalId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Approve this one action, once */
        readonly post: operations["postApprovalsByApprovalIdApprove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approvals/{approvalId}/arguments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What would be approved, account and card numbers included; for those who may approve it */
        readonly get: operations["getApprovalsByApprovalIdArguments"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approvals/{approvalId}/break-glass": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let this one action pass at once, when nobody who would approve can be reached */
        readonly post: operations["postApprovalsByApprovalIdBreakGlass"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approvals/{approvalId}/refuse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Refuse this action */
        readonly post: operations["postApprovalsByApprovalIdRefuse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/approvals/{approvalId}/withdraw-vote": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take your own approving vote back while it is not used yet */
        readonly post: operations["postApprovalsByApprovalIdWithdrawVote"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/atf-assessments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** ATF assessments of agents, newest first */
        readonly get: operations["getAtfAssessments"];
        readonly put?: never;
        /** Start an ATF assessment of an agent */
        readonly post: operations["postAtfAssessments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/atf-assessments/{assessmentId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One ATF assessment */
        readonly get: operations["getAtfAssessmentsByAssessmentId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/atf-assessments/{assessmentId}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Complete an ATF assessment */
        readonly post: operations["postAtfAssessmentsByAssessmentIdComplete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/atf-assessments/{assessmentId}/controls/{controlId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say how one control stands, and why */
        readonly post: operations["postAtfAssessmentsByAssessmentIdControlsByControlId"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit-events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What people did, newest first, by the filter language */
        readonly get: operations["getAuditEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit-events/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The audit log as a file: OCSF events, one a line, or a spreadsheet */
        readonly get: operations["getAuditEventsExport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit-events/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The audit log as it grows: Server-Sent Events from a cursor (Last-Event-ID, or `after`) */
        readonly get: operations["getAuditEventsStream"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/behaviour-alerts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Departures from what is normal, newest first */
        readonly get: operations["getBehaviourAlerts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/behaviour-alerts/{alertId}/settle": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Settle an alert: normal from now on, or raised again when it happens again */
        readonly post: operations["postBehaviourAlertsByAlertIdSettle"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/behaviour-rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is done about each kind of departure */
        readonly get: operations["getBehaviourRules"];
        /** Set what is done about each kind of departure; every act only tightens */
        readonly put: operations["putBehaviourRules"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/break-glass-uses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Actions that an administrator let pass at once, newest first */
        readonly get: operations["getBreakGlassUses"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/break-glass-uses/{breakGlassId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One action that an administrator let pass at once */
        readonly get: operations["getBreakGlassUsesByBreakGlassId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/break-glass-uses/{breakGlassId}/review": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say whether it was right to let it pass */
        readonly post: operations["postBreakGlassUsesByBreakGlassIdReview"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connectors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Connectors, by name */
        readonly get: operations["getConnectors"];
        readonly put?: never;
        /** Add a connector */
        readonly post: operations["postConnectors"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connectors/{connectorId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One connector, its tools pinned and observed */
        readonly get: operations["getConnectorsByConnectorId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connectors/{connectorId}/credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Replace the credential headers; they are never shown again */
        readonly put: operations["putConnectorsByConnectorIdCredentials"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connectors/{connectorId}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Open, quarantine or disable a connector */
        readonly post: operations["postConnectorsByConnectorIdStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/connectors/{connectorId}/tools/{toolName}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Classify a tool and pin what its server says about it */
        readonly put: operations["putConnectorsByConnectorIdToolsByToolName"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/data-flows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which data classes agents may handle, and how */
        readonly get: operations["getDataFlows"];
        readonly put?: never;
        /** Set how an agent may handle a data class */
        readonly post: operations["postDataFlows"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/data-flows/{dataFlowId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take a data class from an agent */
        readonly delete: operations["deleteDataFlowsByDataFlowId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What Gateway decided, newest first */
        readonly get: operations["getDecisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/decisions/{decisionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One decision, or one question, with its trace, outcome and place in the journal */
        readonly get: operations["getDecisionsByDecisionId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/findings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Findings against agents, newest first */
        readonly get: operations["getFindings"];
        readonly put?: never;
        /** Record a finding against an agent */
        readonly post: operations["postFindings"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/findings/{findingId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One finding */
        readonly get: operations["getFindingsByFindingId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/findings/{findingId}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Close a finding; by somebody else than who opened it */
        readonly post: operations["postFindingsByFindingIdClose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/incident-playbooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Incident playbooks */
        readonly get: operations["getIncidentPlaybooks"];
        readonly put?: never;
        /** Add an incident playbook */
        readonly post: operations["postIncidentPlaybooks"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/incident-playbooks/{incidentPlaybookId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One incident playbook */
        readonly get: operations["getIncidentPlaybooksByIncidentPlaybookId"];
        readonly put?: never;
        readonly post?: never;
        /** Remove an incident playbook */
        readonly delete: operations["deleteIncidentPlaybooksByIncidentPlaybookId"];
        readonly options?: never;
        readonly head?: never;
        /** Change an incident playbook */
        readonly patch: operations["patchIncidentPlaybooksByIncidentPlaybookId"];
        readonly trace?: never;
    };
    readonly "/v1/incidents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Incidents, newest first */
        readonly get: operations["getIncidents"];
        readonly put?: never;
        /** Open an incident against an agent; a critical one makes it an intern at once */
        readonly post: operations["postIncidents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/incidents/{incidentId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One incident */
        readonly get: operations["getIncidentsByIncidentId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/incidents/{incidentId}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Close an incident */
        readonly post: operations["postIncidentsByIncidentIdClose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/incidents/{incidentId}/contain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Say that an incident is contained, and how */
        readonly post: operations["postIncidentsByIncidentIdContain"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/journal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Streams of this tenant */
        readonly get: operations["getJournal"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/journal/{stream}/entries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Entries, newest first */
        readonly get: operations["getJournalByStreamEntries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/journal/{stream}/entries/{seq}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One entry and the chain around it */
        readonly get: operations["getJournalByStreamEntriesBySeq"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/journal/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The whole journal as a file that verifies offline */
        readonly get: operations["getJournalExport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/journal/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the decisions of a journal export can be derived again from, offline */
        readonly get: operations["getJournalReplay"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/journal/replay-whole": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same with account and card numbers, so that payments are derived again too */
        readonly get: operations["getJournalReplayWhole"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/journal/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Verify the journal as an auditor would */
        readonly post: operations["postJournalVerify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/kill-switches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Kill switches, engaged and released, newest first */
        readonly get: operations["getKillSwitches"];
        readonly put?: never;
        /** Stop an agent, a tool, a connector or everything, at once */
        readonly post: operations["postKillSwitches"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/kill-switches/{killSwitchId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One kill switch */
        readonly get: operations["getKillSwitchesByKillSwitchId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/kill-switches/{killSwitchId}/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Release a kill switch */
        readonly post: operations["postKillSwitchesByKillSwitchIdRelease"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/memberships": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who has a place in this organisation: roles, standing, last seen */
        readonly get: operations["getMemberships"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/memberships/{personId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One person’s place in this organisation */
        readonly get: operations["getMembershipsByPersonId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/notices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What agents of the reader did by themselves, newest first */
        readonly get: operations["getNotices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/notices/seen": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Mark notices that are addressed to the reader as seen */
        readonly post: operations["postNoticesSeen"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/observe-periods": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Observe periods, running and ended, newest first */
        readonly get: operations["getObservePeriods"];
        readonly put?: never;
        /** Let an agent read beyond its permissions for a time, to see what it needs */
        readonly post: operations["postObservePeriods"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/observe-periods/{observePeriodId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One observe period */
        readonly get: operations["getObservePeriodsByObservePeriodId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/observe-periods/{observePeriodId}/accept": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Grant and withdraw what was chosen from the draft, and end the period */
        readonly post: operations["postObservePeriodsByObservePeriodIdAccept"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/observe-periods/{observePeriodId}/draft": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The least-privilege list of tools that is drafted from an observe period */
        readonly get: operations["getObservePeriodsByObservePeriodIdDraft"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/observe-periods/{observePeriodId}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End an observe period at once */
        readonly post: operations["postObservePeriodsByObservePeriodIdEnd"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/overview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What needs a person, and what agents did */
        readonly get: operations["getOverview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/password-reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Use a reset link: sets a new password of this place, ends its sessions and tokens, and signs in */
        readonly post: operations["postPasswordReset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** People of this organisation */
        readonly get: operations["getPeople"];
        readonly put?: never;
        /** Add a person; answers a set-up link, good for 72 hours and one use */
        readonly post: operations["postPeople"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take a person’s place here away; their account stays, and so does their name in records */
        readonly delete: operations["deletePeopleByPersonId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/access-tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The API tokens of a person in this organisation */
        readonly get: operations["getPeopleByPersonIdAccessTokens"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/access-tokens/{personTokenId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke an API token of a person */
        readonly delete: operations["deletePeopleByPersonIdAccessTokensByPersonTokenId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/effective-permissions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a person may do here, and why not */
        readonly get: operations["getPeopleByPersonIdEffectivePermissions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/reactivate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let a suspended person in again */
        readonly post: operations["postPeopleByPersonIdReactivate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/reset-link": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A link by which a person sets a new password for their place here, good for an hour and one use */
        readonly post: operations["postPeopleByPersonIdResetLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/roles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Set the roles of a person; what they lost is gone on their next request */
        readonly put: operations["putPeopleByPersonIdRoles"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where a person is signed in, in this organisation */
        readonly get: operations["getPeopleByPersonIdSessions"];
        readonly put?: never;
        readonly post?: never;
        /** End all sessions of a person in this organisation */
        readonly delete: operations["deletePeopleByPersonIdSessions"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/sessions/{personSessionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** End one session of a person */
        readonly delete: operations["deletePeopleByPersonIdSessionsByPersonSessionId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/set-up-link": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A fresh set-up link for somebody who has not used theirs; the one of before is void */
        readonly post: operations["postPeopleByPersonIdSetUpLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/people/{personId}/suspend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Suspend a person here: refused from their next request on, sessions ended */
        readonly post: operations["postPeopleByPersonIdSuspend"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The plan: what it entitles to, and how much of it is left */
        readonly get: operations["getPlan"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/policy-snapshots": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Saved states of governance, newest first */
        readonly get: operations["getPolicySnapshots"];
        readonly put?: never;
        /** Save the state of governance that is in force under a name */
        readonly post: operations["postPolicySnapshots"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotion-thresholds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What each promotion asks for */
        readonly get: operations["getPromotionThresholds"];
        /** Set what each promotion asks for */
        readonly put: operations["putPromotionThresholds"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Promotions of agents, newest first */
        readonly get: operations["getPromotions"];
        readonly put?: never;
        /** Ask for an agent’s promotion to its next level */
        readonly post: operations["postPromotions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotions/{promotionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One promotion, with its five gates */
        readonly get: operations["getPromotionsByPromotionId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotions/{promotionId}/amend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Amend a promotion that waits; signatures given before no longer count */
        readonly post: operations["postPromotionsByPromotionIdAmend"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotions/{promotionId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Promote the agent, once all five gates pass */
        readonly post: operations["postPromotionsByPromotionIdApprove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotions/{promotionId}/refuse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Refuse a promotion */
        readonly post: operations["postPromotionsByPromotionIdRefuse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotions/{promotionId}/sign-offs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sign a promotion */
        readonly post: operations["postPromotionsByPromotionIdSignOffs"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/promotions/{promotionId}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Withdraw a promotion that was asked for */
        readonly post: operations["postPromotionsByPromotionIdWithdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/questions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What agents asked without acting (AuthZEN) and what they were answered, newest first */
        readonly get: operations["getQuestions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/red-team-tests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Red-team tests, newest first */
        readonly get: operations["getRedTeamTests"];
        readonly put?: never;
        /** Record a red-team test */
        readonly post: operations["postRedTeamTests"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/red-team-tests/{redTeamTestId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Remove a red-team test */
        readonly delete: operations["deleteRedTeamTestsByRedTeamTestId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/red-team-tests/due": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which agents need a red-team test, and when; what is due first comes first */
        readonly get: operations["getRedTeamTestsDue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/roles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Roles × capabilities, and what each plan entitles to */
        readonly get: operations["getRoles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/security-checks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the live checks of the security promises found last */
        readonly get: operations["getSecurityChecks"];
        readonly put?: never;
        /** Run the live checks for this tenant, now */
        readonly post: operations["postSecurityChecks"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is signed in, and what they may do */
        readonly get: operations["getSession"];
        readonly put?: never;
        /** Sign in with e-mail and password */
        readonly post: operations["postSession"];
        /** Sign out */
        readonly delete: operations["deleteSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/session/effective-permissions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What you may do here and now, and why not */
        readonly get: operations["getSessionEffectivePermissions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/session/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Set your own password; your other sessions end */
        readonly put: operations["putSessionPassword"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/session/tenant": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Go over to another of your organisations: this session ends, a fresh one begins there */
        readonly post: operations["postSessionTenant"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/session/tenants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The organisations that you have a place in, as far as the way in which you signed in proves it */
        readonly get: operations["getSessionTenants"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where you are signed in, in this organisation */
        readonly get: operations["getSessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End one of your sessions; whoever has a password gives it */
        readonly post: operations["postSessionsBySessionIdEnd"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/end-others": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End all your sessions but the present one; whoever has a password gives it */
        readonly post: operations["postSessionsEndOthers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/set-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Use a set-up link: sets the first password, or proves the one there is, and signs in */
        readonly post: operations["postSetUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/simulations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What Gateway would decide, as it was asked, newest first */
        readonly get: operations["getSimulations"];
        readonly put?: never;
        /** What would Gateway decide: one call, or the decisions of the last days */
        readonly post: operations["postSimulations"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/simulations/{simulationId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One simulation with what came out */
        readonly get: operations["getSimulationsBySimulationId"];
        readonly put?: never;
        readonly post?: never;
        /** Remove a simulation */
        readonly delete: operations["deleteSimulationsBySimulationId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skill-assignments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which agent has which skill */
        readonly get: operations["getSkillAssignments"];
        readonly put?: never;
        /** Assign a skill to an agent: from then on it is allowed only what its skills name */
        readonly post: operations["postSkillAssignments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skill-assignments/{skillAssignmentId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take a skill from an agent; without any it is bound by its permissions alone */
        readonly delete: operations["deleteSkillAssignmentsBySkillAssignmentId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skills": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Skills, the version of each that is in force, and which agents have them */
        readonly get: operations["getSkills"];
        readonly put?: never;
        /** Write a skill */
        readonly post: operations["postSkills"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skills/{skillId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One skill with all its versions */
        readonly get: operations["getSkillsBySkillId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skills/{skillId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Put a version in force; by somebody else than who wrote it */
        readonly post: operations["postSkillsBySkillIdApprove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skills/{skillId}/retire": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take a version out of force, or give up a draft */
        readonly post: operations["postSkillsBySkillIdRetire"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skills/{skillId}/submit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Submit a version for review */
        readonly post: operations["postSkillsBySkillIdSubmit"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/skills/{skillId}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Write a new version of a skill */
        readonly post: operations["postSkillsBySkillIdVersions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/support-access": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who of the platform asked to look, who may, until when, and when they last did; newest first */
        readonly get: operations["getSupportAccess"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/support-access/{supportAccessId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One support access, with everything that was looked at and refused under it */
        readonly get: operations["getSupportAccessBySupportAccessId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/support-access/{supportAccessId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let support look: read-only, under the role and for the hours that were asked, from now on */
        readonly post: operations["postSupportAccessBySupportAccessIdApprove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/support-access/{supportAccessId}/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End the access of support: the next request is refused, and what streams is cut */
        readonly post: operations["postSupportAccessBySupportAccessIdEnd"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/support-access/{supportAccessId}/refuse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Refuse support */
        readonly post: operations["postSupportAccessBySupportAccessIdRefuse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenant-rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rules that this organisation wrote for its agents */
        readonly get: operations["getTenantRules"];
        readonly put?: never;
        /** Write a rule */
        readonly post: operations["postTenantRules"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenant-rules/{tenantRuleId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One rule with all its versions, their tests and replays */
        readonly get: operations["getTenantRulesByTenantRuleId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenant-rules/{tenantRuleId}/publish": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Put a version in force; by somebody else than who wrote it */
        readonly post: operations["postTenantRulesByTenantRuleIdPublish"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenant-rules/{tenantRuleId}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What a version would have changed in the last seven days */
        readonly post: operations["postTenantRulesByTenantRuleIdReplay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenant-rules/{tenantRuleId}/retire": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take a version out of force, or give up a draft */
        readonly post: operations["postTenantRulesByTenantRuleIdRetire"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenant-rules/{tenantRuleId}/validate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Run the tests beside a version; all must pass */
        readonly post: operations["postTenantRulesByTenantRuleIdValidate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenant-rules/{tenantRuleId}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Write a new version of a rule */
        readonly post: operations["postTenantRulesByTenantRuleIdVersions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tool-permissions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which agent may use which tool */
        readonly get: operations["getToolPermissions"];
        readonly put?: never;
        /** Permit a tool to an agent */
        readonly post: operations["postToolPermissions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tool-permissions/{toolPermissionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take a tool from an agent */
        readonly delete: operations["deleteToolPermissionsByToolPermissionId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/toolset-grants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which agent holds which toolset */
        readonly get: operations["getToolsetGrants"];
        readonly put?: never;
        /** Grant a toolset to an agent: its tools are permitted as one */
        readonly post: operations["postToolsetGrants"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/toolset-grants/{toolsetGrantId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Withdraw a toolset from an agent */
        readonly delete: operations["deleteToolsetGrantsByToolsetGrantId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/toolsets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Toolsets, and which agents hold each */
        readonly get: operations["getToolsets"];
        readonly put?: never;
        /** Make a toolset */
        readonly post: operations["postToolsets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/toolsets/{toolsetId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One toolset: its tools, their terms, and which agents hold it */
        readonly get: operations["getToolsetsByToolsetId"];
        readonly put?: never;
        readonly post?: never;
        /** Remove a toolset that no agent holds */
        readonly delete: operations["deleteToolsetsByToolsetId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/toolsets/{toolsetId}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change the tools of a toolset, for every agent that holds it */
        readonly post: operations["postToolsetsByToolsetIdVersions"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-endpoints": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where the audit log is delivered */
        readonly get: operations["getWebhookEndpoints"];
        readonly put?: never;
        /** Have the audit log delivered; the secret is shown once */
        readonly post: operations["postWebhookEndpoints"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-endpoints/{webhookEndpointId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One webhook endpoint, with how far it is */
        readonly get: operations["getWebhookEndpointsByWebhookEndpointId"];
        readonly put?: never;
        readonly post?: never;
        /** Deliver there no more, and forget the secret */
        readonly delete: operations["deleteWebhookEndpointsByWebhookEndpointId"];
        readonly options?: never;
        readonly head?: never;
        /** Change name, address or events */
        readonly patch: operations["patchWebhookEndpointsByWebhookEndpointId"];
        readonly trace?: never;
    };
    readonly "/v1/webhook-endpoints/{webhookEndpointId}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was tried, newest first */
        readonly get: operations["getWebhookEndpointsByWebhookEndpointIdDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-endpoints/{webhookEndpointId}/ping": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send a test message and say what came back */
        readonly post: operations["postWebhookEndpointsByWebhookEndpointIdPing"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-endpoints/{webhookEndpointId}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Deliver again from a record on */
        readonly post: operations["postWebhookEndpointsByWebhookEndpointIdReplay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-endpoints/{webhookEndpointId}/rotate-secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A new secret, shown once; the one before signs as well for a while */
        readonly post: operations["postWebhookEndpointsByWebhookEndpointIdRotateSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-endpoints/{webhookEndpointId}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Pause it, or begin again where it stopped */
        readonly post: operations["postWebhookEndpointsByWebhookEndpointIdStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Workflow plans, newest first */
        readonly get: operations["getWorkflowPlans"];
        readonly put?: never;
        /** Write a workflow plan for an agent */
        readonly post: operations["postWorkflowPlans"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One workflow plan: its stages, where it stands, and its checkpoints */
        readonly get: operations["getWorkflowPlansByWorkflowPlanId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Approve a plan, or its tools that have changed since; by somebody else than who wrote it */
        readonly post: operations["postWorkflowPlansByWorkflowPlanIdApprove"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Cancel a plan; it binds the agent no longer */
        readonly post: operations["postWorkflowPlansByWorkflowPlanIdCancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Complete a plan in its last stage; it binds the agent no longer */
        readonly post: operations["postWorkflowPlansByWorkflowPlanIdComplete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}/refuse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Refuse the checkpoint after the present stage: nothing of the plan runs until it is settled */
        readonly post: operations["postWorkflowPlansByWorkflowPlanIdRefuse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let a plan go on that a refused checkpoint or its end has stopped */
        readonly post: operations["postWorkflowPlansByWorkflowPlanIdResume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}/sign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sign the checkpoint after the present stage: the next one opens */
        readonly post: operations["postWorkflowPlansByWorkflowPlanIdSign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/workflow-plans/{workflowPlanId}/start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Start a plan: from then on the agent may use only the tools of the present stage */
        readonly post: operations["postWorkflowPlansByWorkflowPlanIdStart"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly AcceptedToolList: {
            readonly permit: readonly {
                readonly callsPerMinuteMax?: number;
                readonly targetsUnder?: readonly string[];
                /** @description id of a tool */
                readonly toolId: string;
            }[];
            readonly reason: string;
            readonly withdraw: readonly string[];
        };
        readonly AccessRequirement: {
            readonly required: boolean;
            readonly unboundAgents: number;
        };
        readonly AccessToken: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly expiresAt: string | null;
            readonly id: string;
            readonly lastUsedAt: string | null;
            readonly name: string;
            readonly permissions: readonly string[];
            readonly revokedAt: string | null;
        };
        readonly AccessTokenMade: {
            readonly expiresAt: string | null;
            readonly id: string;
            /** @description shown this once */
            readonly token: string;
        };
        readonly ActionInDoubt: {
            readonly actionType: string | null;
            readonly agentId: string;
            readonly agentName: string;
            /** Format: date-time */
            readonly at: string;
            readonly connector: string | null;
            readonly dataClass: string | null;
            /** @description id of a decision */
            readonly decisionId: string;
            /** @description exactly this action is refused to this agent until somebody resolves it */
            readonly held: boolean;
            /** Format: date-time */
            readonly inDoubtSince: string;
            readonly mayNotBecause: string | null;
            readonly mayResolve: boolean;
            /** @description newest first; the first one holds */
            readonly resolutions: readonly {
                /** Format: date-time */
                readonly at: string;
                readonly by: {
                    readonly id: string;
                    readonly name: string;
                };
                /** @description how it was established */
                readonly evidence: string;
                readonly evidenceUrl: string | null;
                /** @enum {unknown} */
                readonly found: "happened" | "did_not_happen" | "cannot_be_known";
                /** @description id of a resolution of an action in doubt */
                readonly id: string;
                readonly supersedes: string | null;
            }[];
            readonly resolved: boolean;
            readonly risk: string | null;
            readonly target: string | null;
            readonly tool: string;
            readonly why: string | null;
        };
        readonly Agent: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly credentials: readonly components["schemas"]["AgentCredential"][];
            readonly dataFlows: readonly {
                /** @enum {unknown} */
                readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
                /** @enum {unknown} */
                readonly handling: "full" | "safe_form" | "none";
                /** @description id of a data flow */
                readonly id: string;
                /** Format: date-time */
                readonly setAt: string;
                readonly setBy: {
                    readonly id: string;
                    readonly name: string;
                } | null;
            }[];
            readonly humanOwner: components["schemas"]["AgentOwner"] | null;
            /** @description id of a agent */
            readonly id: string;
            readonly lastSeenAt: string | null;
            readonly level: ("intern" | "junior" | "senior" | "principal") | null;
            /** Format: date-time */
            readonly levelSince: string;
            readonly name: string;
            readonly openFindings: number;
            readonly openIncidents: number;
            readonly permissions: readonly {
                readonly amountCurrency: string | null;
                readonly amountMax: number | null;
                readonly auditLogging: boolean;
                readonly callsPerMinuteMax: number;
                /** Format: date-time */
                readonly createdAt: string;
                readonly createdBy: {
                    readonly id: string;
                    readonly name: string;
                } | null;
                /** @description id of a tool permission */
                readonly id: string;
                readonly requiresApproval: boolean;
                readonly targetsUnder: readonly string[];
                /** @description the name that the agent sees: connector_tool */
                readonly tool: string;
                /** @description id of a tool */
                readonly toolId: string;
                readonly transactionLimits: readonly {
                    readonly amountMax: number | null;
                    readonly callsMax: number | null;
                    readonly currency?: string;
                    readonly whenOver: "block" | "require_approval";
                    /** @enum {unknown} */
                    readonly window: "minute" | "hour" | "day";
                }[];
            }[];
            readonly purpose: string;
            readonly redTeamTest: {
                /** @description id of a red-team test */
                readonly id: string;
                /** @enum {unknown} */
                readonly result: "passed" | "failed";
                /** Format: date-time */
                readonly testedAt: string;
            } | null;
            readonly securityOwner: components["schemas"]["AgentOwner"] | null;
            /** @enum {unknown} */
            readonly status: "proposed" | "active" | "suspended" | "retired";
            readonly statusReason: string | null;
            /** @enum {unknown} */
            readonly tier: "undetermined" | "low" | "medium" | "high" | "critical";
            readonly transactionLimits: readonly {
                readonly amountMax: number | null;
                readonly callsMax: number | null;
                readonly currency?: string;
                readonly whenOver: "block" | "require_approval";
                /** @enum {unknown} */
                readonly window: "minute" | "hour" | "day";
            }[];
        };
        readonly AgentAccess: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly bound: boolean;
            readonly needed: readonly {
                /** @enum {unknown} */
                readonly access: "read" | "write";
                readonly connector: string;
                /** @description id of a connector */
                readonly connectorId: string;
                readonly dataDomain: string | null;
                readonly tools: readonly string[];
            }[];
            readonly rows: readonly {
                /** @enum {unknown} */
                readonly access: "read" | "write";
                readonly connector: string;
                /** @description id of a connector */
                readonly connectorId: string;
                readonly dataDomain: string | null;
            }[];
            /** @enum {unknown} */
            readonly status: "proposed" | "active" | "suspended" | "retired";
        };
        readonly AgentBehaviour: {
            /** @description that the baseline was learned from */
            readonly actions: number;
            /** @description id of a agent */
            readonly agentId: string;
            readonly breaker: {
                /** Format: date-time */
                readonly openedAt: string;
                readonly reason: string;
            } | null;
            readonly dataClasses: readonly {
                readonly actions: number;
                readonly name: string;
            }[];
            readonly departsAbove: {
                readonly callsPerMinute: number;
                readonly refusedOfLast50: number;
            } | null;
            readonly learning: {
                readonly actions: number;
                /** Format: date-time */
                readonly until: string;
            } | null;
            readonly levelReason: string | null;
            readonly perMinuteMax: number;
            /** @description folders, hosts and domains, the hundred most used */
            readonly places: readonly {
                readonly actions: number;
                readonly name: string;
            }[];
            readonly refusedShare: number;
            readonly since: string | null;
            /** @enum {unknown} */
            readonly state: "none" | "learning" | "ready";
            readonly tools: readonly {
                readonly actions: number;
                readonly name: string;
            }[];
            readonly trust: {
                readonly parts: readonly {
                    readonly counted: string;
                    readonly name: string;
                    readonly points: number;
                    readonly weight: number;
                }[];
                readonly score: number;
            };
        };
        readonly AgentBehaviourRules: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly inForce: components["schemas"]["BehaviourRules"];
            /** @description by kind; a kind that is not there is done as the organisation has it */
            readonly own: {
                /** @enum {unknown} */
                readonly new_data_class?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly new_target?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly new_tool?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly rate?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly refusals?: "alert" | "open_breaker" | "drop_level";
            };
        };
        readonly AgentCredential: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly expiresAt: string | null;
            /** @description the first 12 characters of the SHA-256 of the token */
            readonly fingerprint: string;
            /** @description id of a agent credential */
            readonly id: string;
            readonly lastUsedAt: string | null;
            readonly name: string;
        };
        readonly AgentCredentialRow: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly expiresAt: string | null;
            /** @description the first 12 characters of the SHA-256 of the token */
            readonly fingerprint: string;
            /** @description id of a agent credential */
            readonly id: string;
            readonly issuedBy: string | null;
            readonly lastUsedAt: string | null;
            readonly name: string;
            readonly replacedBy: string | null;
            readonly revokedAt: string | null;
            readonly revokedBy: string | null;
            /** @enum {unknown} */
            readonly state: "live" | "expiring_soon" | "ending" | "expired" | "revoked";
        };
        readonly AgentLevel: {
            /** @enum {unknown} */
            readonly level: "intern" | "junior" | "senior" | "principal";
            readonly reason: string;
        };
        readonly AgentOwner: {
            /** @description false: suspended, gone, or of a role that sees no agents; what the agent asks for is blocked */
            readonly here: boolean;
            readonly id: string;
            readonly name: string;
        };
        readonly AgentPatch: {
            readonly humanOwnerId?: string | null;
            readonly purpose?: string;
            readonly securityOwnerId?: string | null;
            /** @enum {unknown} */
            readonly tier?: "undetermined" | "low" | "medium" | "high" | "critical";
            readonly transactionLimits?: readonly {
                readonly amountMax: number | null;
                readonly callsMax: number | null;
                readonly currency?: string;
                readonly whenOver: "block" | "require_approval";
                /** @enum {unknown} */
                readonly window: "minute" | "hour" | "day";
            }[];
        };
        readonly AlertVerdict: {
            readonly note: string;
            /**
             * @description accepted: normal from now on; dismissed: raised again when it happens again
             * @enum {unknown}
             */
            readonly verdict: "accepted" | "dismissed";
        };
        readonly Approval: {
            readonly actionSha256: string;
            readonly actionType: string | null;
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly agentOwner: string | null;
            readonly approverRole: string;
            readonly argumentsShown: string | null;
            readonly askedBy: {
                readonly credentialId: string;
                readonly credentialName: string | null;
                /** @description who issued it, or one before it: they may hold its token, so they do not decide */
                readonly issuers: readonly {
                    readonly id: string;
                    readonly name: string;
                }[];
            } | null;
            readonly breakGlass: {
                /** Format: date-time */
                readonly at: string;
                /** @description id of a emergency approval */
                readonly id: string;
                readonly overdue: boolean;
                readonly person: {
                    readonly id: string;
                    readonly name: string;
                };
                readonly reason: string;
                /** Format: date-time */
                readonly reviewDueAt: string;
                readonly reviewedAt: string | null;
                readonly reviewedBy: {
                    readonly id: string;
                    readonly name: string;
                } | null;
                readonly reviewNote: string | null;
                /** @enum {unknown} */
                readonly status: "to_review" | "reviewed";
                readonly verdict: ("justified" | "not_justified") | null;
            } | null;
            readonly connector: string | null;
            readonly consumedAt: string | null;
            readonly consumedByDecision: string | null;
            readonly dataClass: string | null;
            readonly decidedAt: string | null;
            readonly decidedByName: string | null;
            readonly decisionId: string;
            readonly endedAt: string | null;
            readonly endedBecause: string | null;
            /** Format: date-time */
            readonly expiresAt: string;
            /** @description id of a approval */
            readonly id: string;
            readonly journal: {
                readonly hash: string;
                readonly seq: number;
                readonly stream: string;
            } | null;
            readonly mayBreakGlass: boolean;
            readonly mayDecide: boolean;
            readonly mayNotBecause: string | null;
            readonly mayNotBreakGlassBecause: string | null;
            /** @description the reader is shown the arguments whole, on record */
            readonly mayOpenArguments: boolean;
            readonly note: string | null;
            readonly outcome: components["schemas"]["Outcome"] | null;
            readonly reasons: readonly {
                readonly about?: string;
                readonly code: string;
                readonly control: ("agent_registered" | "status_active" | "human_owner" | "security_owner" | "level_boundary" | "tool_permitted" | "approval_gate" | "data_flow" | "incident_playbook" | "red_team_test" | "no_open_critical" | "limits" | "well_formed") | null;
                readonly fix: string;
                readonly message: string;
                readonly who: string;
            }[];
            /** Format: date-time */
            readonly requestedAt: string;
            readonly risk: string | null;
            readonly schemaSha256: string;
            readonly shownSha256: string;
            readonly similar: readonly components["schemas"]["SimilarApproval"][];
            readonly stages: readonly components["schemas"]["ApprovalStage"][];
            /** @enum {unknown} */
            readonly status: "pending" | "approved" | "refused" | "expired" | "consumed";
            readonly stoppedBy: {
                /** @description id of a kill switch */
                readonly id: string;
                readonly reason: string;
                /** @enum {unknown} */
                readonly target: "agent" | "tool" | "connector" | "tenant";
            } | null;
            readonly target: string | null;
            readonly tool: string;
            readonly trace: readonly {
                /** @enum {unknown} */
                readonly control: "agent_registered" | "status_active" | "human_owner" | "security_owner" | "level_boundary" | "tool_permitted" | "approval_gate" | "data_flow" | "incident_playbook" | "red_team_test" | "no_open_critical" | "limits" | "well_formed";
                readonly saw: string;
                /** @enum {unknown} */
                readonly verdict: "pass" | "observed" | "degrade" | "require_approval" | "block" | "not_run";
            }[];
            readonly usedBy: {
                /** Format: date-time */
                readonly at: string;
                readonly decisionId: string;
                readonly kind: string;
                readonly state: string;
            } | null;
            readonly votes: readonly components["schemas"]["ApprovalVote"][];
            readonly votesGiven: number;
            readonly votesInPlaceOf: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly votesNeeded: number;
        };
        readonly ApprovalAnswer: {
            readonly note: string;
            /** @description of the approval as it was read: refused when something else stands there now */
            readonly shownSha256?: string;
        };
        readonly ApprovalArguments: {
            readonly actionSha256: string;
            /** @description they give the digest that the approval is bound to: nothing is struck out, nothing else */
            readonly exact: boolean;
            /** @description whom it reaches and how much, by the tool’s record */
            readonly parts: readonly {
                /** @enum {unknown} */
                readonly kind: "target" | "recipient" | "amount";
                readonly pointer: string;
                /** @description a text as it is; anything else as JSON */
                readonly value: string;
            }[];
            /** @description the marks that stand in it */
            readonly struck: readonly string[];
            readonly target: string | null;
            /** @description canonical JSON, account and card numbers included; marks stand for secrets */
            readonly text: string;
        };
        readonly ApprovalCounts: {
            readonly approvedUnused: number;
            readonly breakGlassOverdue: number;
            readonly breakGlassToReview: number;
            readonly pending: number;
            readonly waitingForMe: number;
        };
        readonly ApprovalDelegation: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly endedAt: string | null;
            readonly endedByName: string | null;
            /** Format: date-time */
            readonly endsAt: string;
            readonly from: {
                readonly id: string;
                readonly name: string;
            };
            /** @description id of a delegation of approvals */
            readonly id: string;
            readonly reason: string;
            /** @description what was lent: the lender’s own roles at that moment */
            readonly roles: readonly string[];
            /** Format: date-time */
            readonly startsAt: string;
            /** @enum {unknown} */
            readonly state: "planned" | "in_force" | "over" | "ended" | "void";
            readonly to: {
                readonly id: string;
                readonly name: string;
            };
            /** @description given under it */
            readonly votes: number;
        };
        readonly ApprovalGate: {
            readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            /** @description the people whom it names; none: whoever holds the role */
            readonly approverIds: readonly string[];
            readonly approverRole: string;
            /** @description how many distinct people must approve */
            readonly approversNeeded: number;
            /** @enum {unknown} */
            readonly breakGlass: "allowed" | "forbidden";
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly dataClasses: readonly ("public" | "internal" | "confidential" | "personal" | "special_category")[];
            readonly expiresAfterMs: number;
            /** @description id of a approval gate */
            readonly id: string;
            /** @enum {unknown} */
            readonly mode: "covers" | "each_time";
            readonly name: string;
            readonly toolIds: readonly string[];
        };
        readonly ApprovalRow: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly decidedAt: string | null;
            readonly decidedByName: string | null;
            /** Format: date-time */
            readonly expiresAt: string;
            /** @description id of a approval */
            readonly id: string;
            /** Format: date-time */
            readonly requestedAt: string;
            readonly risk: string | null;
            /** @enum {unknown} */
            readonly status: "pending" | "approved" | "refused" | "expired" | "consumed";
            readonly stoppedBy: {
                /** @description id of a kill switch */
                readonly id: string;
                readonly reason: string;
                /** @enum {unknown} */
                readonly target: "agent" | "tool" | "connector" | "tenant";
            } | null;
            readonly target: string | null;
            readonly tool: string;
            readonly votesGiven: number;
            readonly votesNeeded: number;
        };
        readonly ApprovalStage: {
            readonly approverRole: string;
            /** @description the people whom the gate names; none: whoever holds the role */
            readonly approvers: readonly {
                readonly id: string;
                readonly name: string;
            }[];
            readonly gateId: string | null;
            readonly gateName: string | null;
            readonly given: number;
            readonly needed: number;
            readonly passed: boolean;
        };
        readonly ApprovalVote: {
            /** Format: date-time */
            readonly at: string;
            readonly counts: boolean;
            readonly countsNotBecause: string | null;
            readonly delegationId: string | null;
            /** @description id of a vote on an approval */
            readonly id: string;
            readonly inPlaceOf: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @description the reader gave it and may take it back */
            readonly mayWithdraw: boolean;
            readonly note: string;
            readonly person: {
                readonly id: string;
                readonly name: string;
            };
            /** @description what the voter was shown */
            readonly reasonCodes: readonly string[];
            readonly shownSha256: string;
            /** @enum {unknown} */
            readonly verdict: "approved" | "refused" | "broke_glass";
            readonly withdrawnBecause: string | null;
        };
        readonly AtfAssessment: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly completedAt: string | null;
            readonly completedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly controls: readonly {
                /** Format: date-time */
                readonly at: string;
                readonly by: {
                    readonly id: string;
                    readonly name: string;
                };
                readonly evidence: string | null;
                readonly id: string;
                readonly rationale: string;
                /** @enum {unknown} */
                readonly result: "met" | "partly_met" | "not_met" | "not_applicable";
            }[];
            /** @description id of a ATF assessment */
            readonly id: string;
            /**
             * @description of the agent, when the assessment was started
             * @enum {unknown}
             */
            readonly level: "intern" | "junior" | "senior" | "principal";
            readonly note: string | null;
            /** Format: date-time */
            readonly startedAt: string;
            readonly startedBy: {
                readonly id: string;
                readonly name: string;
            };
            /** @enum {unknown} */
            readonly status: "open" | "completed";
        };
        readonly AtfConformance: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly assessmentId: string | null;
            /** Format: date-time */
            readonly at: string;
            readonly conforms: boolean;
            readonly controls: readonly {
                readonly asks: string;
                readonly attestation: {
                    readonly rationale: string;
                    /** @enum {unknown} */
                    readonly result: "met" | "partly_met" | "not_met" | "not_applicable";
                } | null;
                readonly element: string;
                /** @description address of what shows it; empty when nothing does */
                readonly evidence: string;
                readonly id: string;
                readonly name: string;
                readonly saw: string;
                /** @enum {unknown} */
                readonly state: "met" | "not_met" | "attested" | "partly_attested" | "unassessed" | "not_applicable";
                /** @enum {unknown} */
                readonly strength: "may" | "should" | "must";
            }[];
            readonly credit: string;
            /** @description the version of the enforced configuration that was read */
            readonly factsVersion: number;
            /** @enum {unknown} */
            readonly level: "intern" | "junior" | "senior" | "principal";
            readonly open: readonly string[];
        };
        readonly AtfControlResult: {
            readonly evidence?: string | null;
            readonly rationale: string;
            /** @enum {unknown} */
            readonly result: "met" | "partly_met" | "not_met" | "not_applicable";
        };
        readonly AuditEvent: {
            readonly actor: {
                readonly id: string;
                readonly kind: string;
                readonly name: string;
            };
            readonly after: {
                readonly [key: string]: unknown;
            } | null;
            /** Format: date-time */
            readonly at: string;
            readonly before: {
                readonly [key: string]: unknown;
            } | null;
            readonly event: string;
            readonly hash: string;
            readonly reason: string | null;
            readonly seq: number;
            readonly subject: {
                readonly id: string;
                readonly kind: string;
                readonly name?: string;
            };
        };
        readonly BehaviourAlert: {
            /**
             * @description what the rule of that moment did
             * @enum {unknown}
             */
            readonly act: "alert" | "open_breaker" | "drop_level";
            /** Format: date-time */
            readonly actedAt: string;
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly decisionId: string;
            /** @description id of a behaviour alert */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "new_tool" | "new_data_class" | "new_target" | "rate" | "refusals";
            readonly normal: string;
            readonly note: string | null;
            /** Format: date-time */
            readonly raisedAt: string;
            readonly saw: string;
            readonly settledAt: string | null;
            readonly settledBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @enum {unknown} */
            readonly status: "open" | "accepted" | "dismissed";
        };
        readonly BehaviourRules: {
            /** @enum {unknown} */
            readonly new_data_class: "alert" | "open_breaker" | "drop_level";
            /** @enum {unknown} */
            readonly new_target: "alert" | "open_breaker" | "drop_level";
            /** @enum {unknown} */
            readonly new_tool: "alert" | "open_breaker" | "drop_level";
            /** @enum {unknown} */
            readonly rate: "alert" | "open_breaker" | "drop_level";
            /** @enum {unknown} */
            readonly refusals: "alert" | "open_breaker" | "drop_level";
        };
        readonly BreakGlass: {
            readonly reason: string;
        };
        readonly BreakGlassReview: {
            readonly note: string;
            /** @enum {unknown} */
            readonly verdict: "justified" | "not_justified";
        };
        readonly BreakGlassUse: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            /** @description id of a approval */
            readonly approvalId: string;
            readonly approvalStatus: string;
            /** Format: date-time */
            readonly at: string;
            /** @description id of a emergency approval */
            readonly id: string;
            readonly mayReview: boolean;
            readonly overdue: boolean;
            readonly person: {
                readonly id: string;
                readonly name: string;
            };
            readonly reason: string;
            /** Format: date-time */
            readonly reviewDueAt: string;
            readonly reviewedAt: string | null;
            readonly reviewedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly reviewNote: string | null;
            /** @enum {unknown} */
            readonly status: "to_review" | "reviewed";
            readonly tool: string;
            readonly usedByDecision: string | null;
            readonly verdict: ("justified" | "not_justified") | null;
        };
        readonly ChangedTool: {
            readonly id: string;
            readonly now: components["schemas"]["ToolStanding"] | null;
            readonly tool: string;
            readonly was: components["schemas"]["ToolStanding"];
        };
        readonly CheckpointVerdict: {
            readonly note: string;
            readonly stage: number;
        };
        readonly Connector: {
            readonly answerBytesMax: number;
            readonly callTimeoutMs: number;
            readonly catalogue: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly credentialHeaders: readonly string[];
            readonly detail: string | null;
            /** @description id of a connector */
            readonly id: string;
            readonly isolation: readonly {
                readonly guard: string;
                readonly holds: boolean;
                readonly how: string;
            }[];
            readonly name: string;
            readonly observedAt: string | null;
            readonly reachable: boolean | null;
            /** @enum {unknown} */
            readonly status: "active" | "quarantined" | "disabled";
            readonly statusReason: string | null;
            readonly title: string;
            readonly tools: readonly components["schemas"]["ConnectorTool"][];
            /** @enum {unknown} */
            readonly transport: "stdio" | "http";
            readonly url: string | null;
        };
        readonly ConnectorCredentials: {
            readonly headers: {
                readonly [key: string]: string;
            };
        };
        readonly ConnectorRow: {
            readonly catalogue: string | null;
            readonly changedTools: number;
            /** @description id of a connector */
            readonly id: string;
            readonly name: string;
            readonly observedAt: string | null;
            readonly reachable: boolean | null;
            /** @enum {unknown} */
            readonly status: "active" | "quarantined" | "disabled";
            readonly statusReason: string | null;
            readonly title: string;
            readonly tools: number;
            /** @enum {unknown} */
            readonly transport: "stdio" | "http";
            readonly url: string | null;
        };
        readonly ConnectorStatusChange: {
            readonly reason: string;
            /** @enum {unknown} */
            readonly status: "active" | "quarantined" | "disabled";
        };
        readonly ConnectorTool: {
            readonly actionType: ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin") | null;
            readonly amountCurrency: ({
                readonly code: string;
                /** @enum {unknown} */
                readonly unit: "major" | "minor";
            } | {
                readonly pointer: string;
                /** @enum {unknown} */
                readonly unit: "major" | "minor";
            }) | null;
            readonly amountPointer: string | null;
            /** @enum {unknown} */
            readonly answerTrust: "trusted" | "untrusted";
            readonly dataClass: ("public" | "internal" | "confidential" | "personal" | "special_category") | null;
            readonly dataDomains: readonly string[];
            readonly description: string;
            readonly id: string | null;
            readonly inputSchema: unknown;
            readonly name: string;
            readonly observedSha256: string | null;
            readonly pinnedAt: string | null;
            readonly pinnedSha256: string | null;
            readonly recipientPointers: readonly string[];
            readonly recursive: boolean;
            readonly risk: ("low" | "medium" | "high" | "critical") | null;
            readonly safeForm: {
                readonly arguments?: readonly {
                    readonly makes: "read_only" | "dry_run";
                    readonly pointer: string;
                    readonly value: boolean | number | string;
                }[];
                readonly fields?: readonly string[];
                readonly mask: boolean;
                readonly maskedFields?: readonly {
                    /** @enum {unknown} */
                    readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
                    readonly pointer: string;
                }[];
                readonly rowsMax: number;
            } | null;
            readonly targetClasses: readonly {
                /** @enum {unknown} */
                readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
                readonly under: string;
            }[];
            /** @enum {unknown} */
            readonly targetKind: "path" | "text";
            readonly targetPointers: readonly string[];
            readonly targetRoot: string | null;
            readonly title: string;
        };
        readonly CredentialRotation: {
            readonly expiresInDays?: number | null;
            readonly overlapHours: number;
        };
        readonly DataFlow: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @enum {unknown} */
            readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
            /** @enum {unknown} */
            readonly handling: "full" | "safe_form" | "none";
            /** @description id of a data flow */
            readonly id: string;
            readonly updatedAt: string | null;
            readonly updatedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
        };
        readonly DataKeysUnder: {
            /** @description Data keys in use under a key that this process does not hold: what they sealed stays shut until it is given. */
            readonly noHeldKey: number;
            /** @description Data keys under DATA_ENCRYPTION_KEY_RETIRING of the platform process that answers: it is still needed. */
            readonly retiringKey: number;
        };
        readonly Decision: {
            readonly actionSha256: string;
            readonly actionType: string | null;
            readonly agentId: string;
            readonly agentName: string;
            readonly approvalId: string | null;
            readonly argumentsShown: string | null;
            /** Format: date-time */
            readonly at: string;
            readonly buildSha256: string;
            readonly connector: string | null;
            readonly dataClass: string | null;
            readonly decidedInNs: number;
            readonly factsSha256: string;
            readonly factsVersion: number;
            readonly id: string;
            readonly incidentId: string | null;
            readonly journal: {
                readonly hash: string;
                readonly seq: number;
                readonly stream: string;
            };
            readonly kind: string;
            readonly level: string | null;
            readonly outcome: components["schemas"]["Outcome"] | null;
            readonly policySha256: string;
            readonly reasonCodes: readonly string[];
            readonly reasons: readonly {
                readonly about?: string;
                readonly code: string;
                readonly control: ("agent_registered" | "status_active" | "human_owner" | "security_owner" | "level_boundary" | "tool_permitted" | "approval_gate" | "data_flow" | "incident_playbook" | "red_team_test" | "no_open_critical" | "limits" | "well_formed") | null;
                readonly fix: string;
                readonly message: string;
                readonly who: string;
            }[];
            readonly risk: string | null;
            readonly seq: number;
            readonly state: string;
            readonly target: string | null;
            /** @description the rules of the tenant that were asked, and what each said */
            readonly tenantRules: readonly {
                readonly id: string;
                /** @enum {unknown} */
                readonly verdict: "no_match" | "degrade" | "require_approval" | "block" | "fault";
                readonly version: number;
            }[];
            readonly tool: string;
            readonly trace: readonly {
                /** @enum {unknown} */
                readonly control: "agent_registered" | "status_active" | "human_owner" | "security_owner" | "level_boundary" | "tool_permitted" | "approval_gate" | "data_flow" | "incident_playbook" | "red_team_test" | "no_open_critical" | "limits" | "well_formed";
                readonly saw: string;
                /** @enum {unknown} */
                readonly verdict: "pass" | "observed" | "degrade" | "require_approval" | "block" | "not_run";
            }[];
        };
        readonly DecisionRow: {
            readonly actionType: string | null;
            readonly agentId: string;
            readonly agentName: string;
            readonly approvalId: string | null;
            /** Format: date-time */
            readonly at: string;
            readonly connector: string | null;
            readonly dataClass: string | null;
            readonly id: string;
            readonly incidentId: string | null;
            readonly kind: string;
            readonly reasonCodes: readonly string[];
            readonly risk: string | null;
            readonly seq: number;
            readonly state: string;
            readonly tool: string;
        };
        readonly DraftedTool: {
            /** @enum {unknown} */
            readonly actionType: "read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin";
            /** @description the most in any minute */
            readonly callsPerMinuteSeen: number;
            /** @enum {unknown} */
            readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
            /** Format: date-time */
            readonly lastUsedAt: string;
            /** @description of these, how many only because the agent was observed */
            readonly observed: number;
            /** @description calls that were let pass and begun */
            readonly performed: number;
            readonly permissionId: string | null;
            /** @description calls that were refused */
            readonly refused: number;
            /** @description distinct targets among the newest observed calls */
            readonly targetsSeen: number;
            readonly targetsUnder: readonly string[];
            readonly tool: string;
            /** @description id of a tool */
            readonly toolId: string;
            /** @description names of those by which the agent holds it */
            readonly toolsets: readonly string[];
        };
        readonly DueRedTeamTest: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            /** @description control 10 blocks the agent until a test is passed */
            readonly blocks: boolean;
            readonly dueAt: string | null;
            /** @enum {unknown} */
            readonly level: "intern" | "junior" | "senior" | "principal";
            readonly newest: {
                /** @description id of a red-team test */
                readonly id: string;
                /** @enum {unknown} */
                readonly result: "passed" | "failed";
                /** Format: date-time */
                readonly testedAt: string;
            } | null;
            /** @enum {unknown} */
            readonly state: "missing" | "failed" | "stale" | "planned" | "current";
            /** @enum {unknown} */
            readonly status: "proposed" | "active" | "suspended" | "retired";
            /** @enum {unknown} */
            readonly tier: "undetermined" | "low" | "medium" | "high" | "critical";
        };
        readonly EffectivePermissions: {
            readonly id: string;
            readonly permissions: readonly {
                readonly allowed: boolean;
                /** @description allowed, as far as the person’s place in the assessment lets them */
                readonly dependsOnObject: boolean;
                readonly factors: readonly {
                    /** @enum {unknown} */
                    readonly factor: "tenant" | "person" | "plan" | "role" | "assessment" | "token";
                    readonly fix: string | null;
                    readonly message: string | null;
                    readonly passed: boolean;
                    readonly who: string | null;
                }[];
                readonly permission: string;
                readonly says: string;
            }[];
            readonly plan: string;
            readonly roles: readonly string[];
        };
        readonly Finding: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly closedAt: string | null;
            readonly closedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly closeReason: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @description id of a finding */
            readonly id: string;
            /** @enum {unknown} */
            readonly severity: "low" | "medium" | "high" | "critical";
            /** @enum {unknown} */
            readonly status: "open" | "in_remediation" | "ready_for_verification" | "closed" | "risk_accepted" | "false_positive";
            readonly title: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly FollowedPlaybook: {
            /**
             * Format: date-time
             * @description when they were last changed before that
             */
            readonly asOf: string;
            /** @description id of a incident playbook */
            readonly id: string;
            readonly name: string;
            readonly steps: string | null;
        };
        readonly Incident: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly closedAt: string | null;
            readonly closedBy: string | null;
            readonly closeNote: string | null;
            readonly containedAt: string | null;
            readonly containedBy: string | null;
            readonly containNote: string | null;
            /** @description how many calls were blocked into this incident */
            readonly decisions: number;
            readonly description: string | null;
            /** @description id of a incident */
            readonly id: string;
            /** Format: date-time */
            readonly openedAt: string;
            readonly openedBy: string | null;
            readonly openedByDecision: string | null;
            readonly playbook: components["schemas"]["FollowedPlaybook"] | null;
            /** @enum {unknown} */
            readonly severity: "low" | "medium" | "high" | "critical";
            /** @enum {unknown} */
            readonly status: "open" | "contained" | "closed";
            readonly title: string;
        };
        readonly IncidentNote: {
            readonly note: string;
            /** @description id of a incident playbook */
            readonly playbookId?: string;
        };
        readonly IncidentPlaybook: {
            readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @description id of a incident playbook */
            readonly id: string;
            readonly name: string;
            readonly steps: string;
            readonly updatedAt: string | null;
            readonly updatedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
        };
        readonly IncidentPlaybookPatch: {
            readonly actionTypes?: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            readonly name?: string;
            readonly steps?: string;
        };
        readonly Invitation: {
            /** Format: date-time */
            readonly expiresAt: string;
            readonly id: string;
            /** @description a set-up link; shown this once */
            readonly url: string;
        };
        readonly IssuedAgentCredential: {
            readonly credential: components["schemas"]["AgentCredential"];
            /** @description shown this once and kept nowhere */
            readonly token: string;
        };
        readonly Job: {
            readonly attempts: number;
            /** Format: date-time */
            readonly createdAt: string;
            readonly failure: string | null;
            readonly finishedAt: string | null;
            readonly id: string;
            readonly kind: string;
            readonly reason: string | null;
            readonly result: readonly {
                readonly name: string;
                readonly value: string;
            }[] | null;
            readonly slug: string | null;
            /** @enum {unknown} */
            readonly status: "waiting" | "running" | "done" | "failed";
            readonly step: string | null;
            readonly tenant: string | null;
        };
        readonly JobAsked: {
            readonly job: string;
        };
        readonly JournalEntry: {
            /** Format: date-time */
            readonly at: string;
            readonly bytes: string;
            readonly hash: string;
            readonly kind: string;
            readonly prev: string;
            readonly seq: number;
            /** @enum {unknown} */
            readonly stream: "audit" | "decisions" | "runs";
            readonly subject: string | null;
        };
        readonly JournalStream: {
            readonly checkpoint: {
                /** Format: date-time */
                readonly at: string;
                readonly note: string;
                readonly root: string;
                readonly size: number;
                readonly witnessedAt: string | null;
            } | null;
            readonly head: string;
            readonly lastVerified: {
                /** Format: date-time */
                readonly at: string;
                readonly by: string;
                readonly outcome: string;
                readonly size: number;
            } | null;
            readonly size: number;
            /** @enum {unknown} */
            readonly stream: "audit" | "decisions" | "runs";
        };
        readonly JournalVerification: {
            /** Format: date-time */
            readonly at: string;
            readonly checks: readonly {
                readonly detail: string;
                readonly name: string;
                readonly ok: boolean;
            }[];
            readonly doesNotProve: readonly string[];
            readonly outcome: string;
            readonly summary: string;
        };
        readonly KeyPort: {
            readonly key_name: string;
            /** Format: date-time */
            readonly opened_at: string;
            readonly reason: string | null;
            readonly sealed_at: string | null;
            readonly service: string;
            /** @enum {unknown} */
            readonly state: "open" | "sealed";
        };
        readonly KeyRotation: {
            readonly failure: string | null;
            readonly finishedAt: string | null;
            /** @description id of a key rotation */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "encryption_key" | "data_key";
            readonly phase: string;
            /** @description Values that were sealed, or keys that were wrapped, again. */
            readonly sealedAgain: number;
            /** Format: date-time */
            readonly startedAt: string;
            /** @enum {unknown} */
            readonly state: "running" | "done" | "failed";
            readonly tenant: string | null;
            readonly toKeyId: string;
        };
        readonly KillSwitch: {
            /** Format: date-time */
            readonly engagedAt: string;
            /** @description the name of the person */
            readonly engagedBy: string;
            /** @description id of a kill switch */
            readonly id: string;
            readonly reason: string;
            readonly releasedAt: string | null;
            readonly releasedBy: string | null;
            readonly releaseReason: string | null;
            /** @enum {unknown} */
            readonly state: "engaged" | "released";
            /** @enum {unknown} */
            readonly target: "agent" | "tool" | "connector" | "tenant";
            readonly targetId: string;
            /** @description as it was called when the switch was engaged */
            readonly targetName: string;
        };
        readonly Member: {
            /** Format: date-time */
            readonly addedAt: string;
            readonly additiveRoles: readonly string[];
            readonly email: string;
            readonly id: string;
            readonly lastSeenAt: string | null;
            readonly name: string;
            readonly openSessions: number;
            readonly role: string;
            readonly signsInWith: string | null;
            /** @enum {unknown} */
            readonly status: "invited" | "active" | "suspended";
            readonly statusReason: string | null;
        };
        readonly NamedToolset: {
            readonly id: string;
            readonly name: string;
            readonly version: number;
        };
        readonly NewAccessRequirement: {
            readonly reason: string;
            readonly required: boolean;
        };
        readonly NewAgent: {
            readonly humanOwnerId?: string | null;
            readonly name: string;
            readonly purpose: string;
            readonly securityOwnerId?: string | null;
            /** @enum {unknown} */
            readonly status?: "proposed" | "active";
            /** @enum {unknown} */
            readonly tier?: "undetermined" | "low" | "medium" | "high" | "critical";
        };
        readonly NewAgentAccess: {
            readonly reason: string;
            readonly rows: readonly {
                /** @enum {unknown} */
                readonly access: "read" | "write";
                /** @description id of a connector */
                readonly connectorId: string;
                readonly dataDomain: string | null;
            }[];
        };
        readonly NewAgentBehaviourRules: {
            /** @description by kind; a kind that is not there is done as the organisation has it */
            readonly own: {
                /** @enum {unknown} */
                readonly new_data_class?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly new_target?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly new_tool?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly rate?: "alert" | "open_breaker" | "drop_level";
                /** @enum {unknown} */
                readonly refusals?: "alert" | "open_breaker" | "drop_level";
            };
            readonly reason: string;
        };
        readonly NewAgentCredential: {
            readonly expiresInDays?: number | null;
            readonly name: string;
        };
        readonly NewApprovalDelegation: {
            /** Format: date-time */
            readonly endsAt: string;
            readonly reason: string;
            /** Format: date-time */
            readonly startsAt?: string;
            /** @description id of a user */
            readonly toId: string;
        };
        readonly NewApprovalGate: {
            readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            readonly approverIds?: readonly string[];
            /** @enum {unknown} */
            readonly approverRole: "administrator" | "advanced" | "standard" | "agent_operator";
            readonly approversNeeded?: number;
            /** @enum {unknown} */
            readonly breakGlass?: "allowed" | "forbidden";
            readonly dataClasses?: readonly ("public" | "internal" | "confidential" | "personal" | "special_category")[];
            readonly expiresAfterMs?: number;
            /** @enum {unknown} */
            readonly mode: "covers" | "each_time";
            readonly name: string;
            readonly toolIds?: readonly string[];
        };
        readonly NewAtfAssessment: {
            /** @description id of a agent */
            readonly agentId: string;
        };
        readonly NewConnector: {
            readonly answerBytesMax?: number;
            readonly callTimeoutMs?: number;
            readonly headers?: {
                readonly [key: string]: string;
            };
            readonly name: string;
            readonly title: string;
            readonly transport: {
                readonly catalogue: string;
                /** @constant */
                readonly kind: "stdio";
            } | {
                /** @constant */
                readonly kind: "http";
                readonly url: string;
            };
        };
        readonly NewDataFlow: {
            /** @description id of a agent */
            readonly agentId: string;
            /** @enum {unknown} */
            readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
            /** @enum {unknown} */
            readonly handling: "full" | "safe_form" | "none";
            readonly was?: ("full" | "safe_form" | "none") | null;
        };
        readonly NewFinding: {
            /** @description id of a agent */
            readonly agentId: string;
            /** @enum {unknown} */
            readonly severity: "low" | "medium" | "high" | "critical";
            readonly title: string;
        };
        readonly NewIncident: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly description?: string;
            /** @enum {unknown} */
            readonly severity: "low" | "medium" | "high" | "critical";
            readonly title: string;
        };
        readonly NewIncidentPlaybook: {
            readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            readonly name: string;
            readonly steps: string;
        };
        readonly NewKillSwitch: {
            readonly reason: string;
            readonly revokeCredentials?: boolean;
            /** @enum {unknown} */
            readonly target: "agent" | "tool" | "connector" | "tenant";
            readonly targetId?: string;
        };
        readonly NewObservePeriod: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly connectorIds: readonly string[];
            readonly hours: number;
            readonly reason: string;
        };
        readonly NewPlanStage: {
            readonly checkpoint?: {
                readonly approverIds?: readonly string[];
                /** @enum {unknown} */
                readonly approverRole: "administrator" | "agent_operator";
            };
            readonly name: string;
            readonly toolIds?: readonly string[];
            readonly toolsetIds?: readonly string[];
        };
        readonly NewPolicySnapshot: {
            readonly name: string;
        };
        readonly NewPromotion: {
            readonly accuracy?: number | null;
            /** @description id of a agent */
            readonly agentId: string;
            /** @description the measured benefit that the higher level would raise */
            readonly businessValue: string;
            readonly evidence?: readonly {
                /** @description as the thresholds name it: penetration test */
                readonly kind: string;
                readonly link: string | null;
                readonly statement: string;
            }[];
        };
        readonly NewRedTeamTest: {
            /** @description id of a agent */
            readonly agentId: string;
            /** Format: date-time */
            readonly nextDueAt?: string;
            /** @enum {unknown} */
            readonly result: "passed" | "failed";
            readonly summary: string;
            /** Format: date-time */
            readonly testedAt: string;
            /** @enum {unknown} */
            readonly type?: "general" | "prompt_injection" | "tool_misuse" | "data_exfiltration" | "privilege_escalation" | "goal_hijacking" | "resource_abuse";
        };
        readonly NewResolution: {
            /** @description how it was established */
            readonly evidence: string;
            /** @description where the evidence lies */
            readonly evidenceUrl?: string;
            /** @enum {unknown} */
            readonly found: "happened" | "did_not_happen" | "cannot_be_known";
            /** @description the resolution in force, when there is one */
            readonly supersedes?: string;
        };
        readonly NewSimulation: {
            readonly asked: {
                /** @description id of a agent */
                readonly agentId: string;
                readonly arguments: {
                    readonly [key: string]: unknown;
                };
                /** @constant */
                readonly kind: "call";
                readonly tool: string;
            } | {
                readonly days: number;
                /** @constant */
                readonly kind: "days";
            };
            readonly edits?: readonly ({
                readonly agentId: string;
                /** @constant */
                readonly kind: "set_level";
                /** @enum {unknown} */
                readonly level: "intern" | "junior" | "senior" | "principal";
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "set_status";
                /** @enum {unknown} */
                readonly status: "proposed" | "active" | "suspended" | "retired";
            } | {
                readonly agentId: string;
                readonly amountCurrency?: string;
                readonly amountMax?: number | null;
                readonly callsPerMinuteMax?: number;
                /** @constant */
                readonly kind: "permit_tool";
                readonly requiresApproval?: boolean;
                readonly targetsUnder?: readonly string[];
                readonly toolId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "take_tool";
                readonly toolId: string;
            } | {
                readonly agentId: string;
                /** @enum {unknown} */
                readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
                readonly handling: ("full" | "safe_form" | "none") | null;
                /** @constant */
                readonly kind: "set_data_flow";
            } | {
                readonly access: ("read" | "write") | null;
                readonly agentId: string;
                readonly connectorId: string;
                readonly dataDomain: string | null;
                /** @constant */
                readonly kind: "set_access";
            } | {
                readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
                /** @constant */
                readonly kind: "add_gate";
                readonly mode: "covers" | "each_time";
                readonly name: string;
                readonly toolIds?: readonly string[];
            } | {
                readonly gateId: string;
                /** @constant */
                readonly kind: "remove_gate";
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "grant_toolset";
                readonly toolsetId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "take_toolset";
                readonly toolsetId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "assign_skill";
                readonly skillId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "take_skill";
                readonly skillId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "set_plan_stage";
                readonly stage: number;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "end_plan";
            })[];
            readonly name: string;
            /** @description id of a policy snapshot */
            readonly snapshotId?: string;
        };
        readonly NewSkill: {
            readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            /** @enum {unknown} */
            readonly dataClassMax: "public" | "internal" | "confidential" | "personal" | "special_category";
            readonly instructions: string;
            readonly name: string;
            readonly purpose: string;
            readonly toolIds?: readonly string[];
            readonly toolsetIds?: readonly string[];
        };
        readonly NewSkillAssignment: {
            /** @description id of a agent */
            readonly agentId: string;
            /** @description id of a skill */
            readonly skillId: string;
        };
        readonly NewSkillVersion: {
            readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            /** @enum {unknown} */
            readonly dataClassMax: "public" | "internal" | "confidential" | "personal" | "special_category";
            readonly instructions: string;
            readonly purpose: string;
            readonly toolIds?: readonly string[];
            readonly toolsetIds?: readonly string[];
        };
        readonly NewTenantRule: {
            readonly cedar: string;
            readonly fix: string;
            readonly name: string;
            readonly tests: readonly components["schemas"]["TenantRuleTest"][];
            readonly why: string;
        };
        readonly NewTenantRuleVersion: {
            readonly cedar: string;
            readonly fix: string;
            readonly tests: readonly components["schemas"]["TenantRuleTest"][];
            readonly why: string;
        };
        readonly NewToolPermission: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly amountCurrency?: string | null;
            readonly amountMax?: number | null;
            readonly auditLogging?: boolean;
            readonly callsPerMinuteMax?: number;
            readonly requiresApproval?: boolean;
            readonly targetsUnder?: readonly string[];
            /** @description id of a tool */
            readonly toolId: string;
            readonly transactionLimits?: readonly {
                readonly amountMax: number | null;
                readonly callsMax: number | null;
                readonly currency?: string;
                readonly whenOver: "block" | "require_approval";
                /** @enum {unknown} */
                readonly window: "minute" | "hour" | "day";
            }[];
        };
        readonly NewToolset: {
            readonly name: string;
            readonly purpose: string;
            readonly tools: readonly components["schemas"]["NewToolTerms"][];
        };
        readonly NewToolsetGrant: {
            /** @description id of a agent */
            readonly agentId: string;
            /** @description id of a toolset */
            readonly toolsetId: string;
        };
        readonly NewToolTerms: {
            readonly amountCurrency?: string | null;
            readonly amountMax?: number | null;
            readonly callsPerMinuteMax?: number;
            readonly requiresApproval?: boolean;
            readonly targetsUnder?: readonly string[];
            /** @description id of a tool */
            readonly toolId: string;
        };
        readonly NewWorkflowPlan: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly lastsHours: number;
            readonly name: string;
            readonly purpose: string;
            /** @description a checkpoint stands after each but the last; left out, an agent operator signs it */
            readonly stages: readonly components["schemas"]["NewPlanStage"][];
            readonly throughoutToolIds?: readonly string[];
        };
        readonly Notice: {
            readonly actionType: string | null;
            /** @description what the reader was to the agent then */
            readonly addressedAs: readonly ("human_owner" | "security_owner")[];
            readonly agentId: string;
            readonly agentName: string;
            readonly dataClass: string | null;
            /** @description how it was decided */
            readonly decision: string;
            /** @description id of a decision */
            readonly decisionId: string;
            /** Format: date-time */
            readonly endedAt: string;
            /** Format: date-time */
            readonly givenAt: string;
            /** @description `done`, `failed` or `in_doubt` */
            readonly outcome: string;
            readonly risk: string | null;
            readonly seenAt: string | null;
            /** @description place of the outcome in the decision stream; newest first */
            readonly seq: number;
            readonly tool: string;
        };
        readonly NoticesSeen: {
            readonly seen: number;
        };
        readonly ObservePeriod: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly connectors: readonly {
                readonly id: string;
                readonly name: string;
            }[];
            readonly endedAt: string | null;
            readonly endedBy: string | null;
            readonly endedHow: ("by_hand" | "accepted" | "expired" | "stopped") | null;
            readonly endReason: string | null;
            /**
             * Format: date-time
             * @description exact: from this moment on nothing is looked through
             */
            readonly endsAt: string;
            /** @description id of a observe period */
            readonly id: string;
            readonly reason: string;
            /** Format: date-time */
            readonly startedAt: string;
            /** @description the name of the person */
            readonly startedBy: string;
            /** @enum {unknown} */
            readonly state: "running" | "ended";
        };
        readonly OpenSession: {
            /** @description the one that asks */
            readonly current: boolean;
            /** Format: date-time */
            readonly expiresAt: string;
            readonly id: string;
            /** Format: date-time */
            readonly lastSeenAt: string;
            readonly signedInWith: string | null;
            /** Format: date-time */
            readonly startedAt: string;
        };
        readonly OpenSessions: {
            readonly data: readonly components["schemas"]["OpenSession"][];
        };
        readonly Operator: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly email: string;
            /** Format: date-time */
            readonly expiresAt: string;
            readonly id: string;
            readonly lastUsedAt: string | null;
            readonly name: string;
            readonly revokedAt: string | null;
            readonly revokedReason: string | null;
            /** @enum {unknown} */
            readonly role: "platform_ops" | "platform_support";
        };
        readonly OperatorMade: {
            readonly operator: components["schemas"]["Operator"];
            /** @description shown this once */
            readonly token: string;
        };
        readonly OperatorSelf: {
            readonly email: string | null;
            readonly name: string;
            /** @enum {unknown} */
            readonly role: "platform_ops" | "platform_support";
            readonly root: boolean;
        };
        readonly Outcome: {
            readonly answerBytes: number;
            readonly answerSha256: string | null;
            /** Format: date-time */
            readonly at: string;
            readonly degraded: string | null;
            readonly detail: string | null;
            readonly journal: {
                readonly hash: string;
                readonly seq: number;
                readonly stream: string;
            } | null;
            readonly redactions: {
                readonly [key: string]: number;
            };
            readonly state: string;
            readonly tookMs: number;
        };
        readonly Overview: {
            readonly agents: {
                readonly active: number;
                readonly suspended: number;
            };
            readonly headline: readonly {
                readonly href: string | null;
                readonly text: string;
            }[];
            readonly hours: readonly {
                readonly allowed: number;
                /** Format: date-time */
                readonly at: string;
                readonly blocked: number;
                readonly degraded: number;
                readonly waiting: number;
            }[];
            readonly journal: {
                readonly size: number;
                readonly verifiedAt: string | null;
                readonly verifiedTo: number | null;
            };
            readonly needsYou: readonly {
                readonly by: string | null;
                readonly due: string | null;
                readonly href: string;
                readonly id: string;
                /** @enum {unknown} */
                readonly kind: "approval" | "incident" | "emergency" | "plan" | "owner" | "departure" | "finding" | "connector";
                readonly title: string;
            }[];
            /** Format: date-time */
            readonly since: string;
            readonly totals: {
                readonly actions: number;
                readonly allowed: number;
                readonly approvals: number;
                readonly blocked: number;
                readonly degraded: number;
            };
            readonly unrecorded: number;
        };
        readonly OwnTenant: {
            readonly current: boolean;
            readonly name: string;
            readonly slug: string;
            /** @enum {unknown} */
            readonly status: "active" | "suspended" | "moving" | "deleting";
            readonly whyNot: string | null;
        };
        readonly PasswordReset: {
            readonly signedIn: boolean;
        };
        readonly Person: {
            readonly email: string;
            readonly id: string;
            readonly name: string;
        };
        readonly PlanCheckpoint: {
            /** Format: date-time */
            readonly at: string;
            readonly by: {
                readonly id: string;
                readonly name: string;
            };
            /** @description id of a checkpoint */
            readonly id: string;
            readonly note: string;
            /** @description the stage that it ends */
            readonly stage: number;
            /** @enum {unknown} */
            readonly verdict: "signed" | "refused";
        };
        readonly PlanResumption: {
            /** @description its new end; needed when its time is over */
            readonly hours?: number;
            readonly reason: string;
        };
        readonly PlanStage: {
            readonly checkpoint: {
                /** @enum {unknown} */
                readonly approverRole: "administrator" | "agent_operator";
                /** @description the people whom it names; none: whoever holds the role */
                readonly approvers: readonly {
                    readonly id: string;
                    readonly name: string;
                }[];
            } | null;
            readonly name: string;
            /** @description those of its toolsets are among them, as they were then */
            readonly tools: readonly components["schemas"]["ToolRef"][];
            readonly toolsets: readonly components["schemas"]["NamedToolset"][];
        };
        readonly PlanStanding: {
            readonly entitlements: readonly string[];
            /** @description the one in force: a trial that is over entitles to nothing */
            readonly plan: string;
            readonly quotas: readonly {
                readonly left: number;
                readonly limit: number;
                /** @enum {unknown} */
                readonly quota: "ai_analysis" | "policy_generation";
                /** @description Lent to work that is under way. */
                readonly reserved: number;
                /** Format: date-time */
                readonly resetsAt: string;
                /** @enum {unknown} */
                readonly span: "day" | "month";
                readonly used: number;
            }[];
            readonly rates: readonly {
                readonly atOnce: number;
                /** @enum {unknown} */
                readonly class: "read" | "change" | "sensitive" | "heavy" | "sign_in";
                /** @description For one session or API token. */
                readonly perMinute: number;
            }[];
            readonly trialEndsAt: string | null;
        };
        readonly PolicySnapshot: {
            readonly factsSha256: string;
            readonly factsVersion: number;
            /** @description id of a policy snapshot */
            readonly id: string;
            readonly name: string;
            /** Format: date-time */
            readonly savedAt: string;
            readonly savedBy: {
                readonly id: string;
                readonly name: string;
            };
        };
        readonly Problem: {
            readonly code: string;
            readonly errors?: readonly {
                readonly message: string;
                readonly pointer: string;
            }[];
            readonly fix?: string;
            readonly message: string;
            readonly request_id?: string;
            /** Format: date-time */
            readonly resets_at?: string;
            readonly retry_after_seconds?: number;
            readonly status: number;
            readonly title: string;
            readonly type: string;
            readonly who?: string;
        };
        readonly Promotion: {
            readonly accuracy: number | null;
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly businessValue: string;
            readonly decidedAt: string | null;
            readonly decidedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly evidence: readonly {
                /** @description as the thresholds name it: penetration test */
                readonly kind: string;
                readonly link: string | null;
                readonly statement: string;
            }[];
            /** @enum {unknown} */
            readonly from: "intern" | "junior" | "senior" | "principal";
            /** @description as they stand now; once decided, as they stood then */
            readonly gates: readonly {
                readonly checks: readonly {
                    readonly asked: string;
                    readonly found: string;
                    readonly passed: boolean;
                }[];
                /** @enum {unknown} */
                readonly id: "performance" | "security_validation" | "business_value" | "incident_record" | "governance_signoff";
                readonly passed: boolean;
                readonly title: string;
            }[];
            /** @description id of a promotion */
            readonly id: string;
            readonly note: string | null;
            /** Format: date-time */
            readonly requestedAt: string;
            readonly requestedBy: {
                readonly id: string;
                readonly name: string;
            };
            readonly revision: number;
            readonly signOffs: readonly {
                /** Format: date-time */
                readonly at: string;
                /** @enum {unknown} */
                readonly capacity: "business" | "security" | "risk_committee";
                readonly note: string;
                readonly person: {
                    readonly id: string;
                    readonly name: string;
                };
            }[];
            /** @enum {unknown} */
            readonly status: "requested" | "approved" | "refused" | "withdrawn";
            /** @enum {unknown} */
            readonly to: "junior" | "senior" | "principal";
        };
        readonly PromotionPatch: {
            readonly accuracy?: number | null;
            /** @description the measured benefit that the higher level would raise */
            readonly businessValue?: string;
            readonly evidence?: readonly {
                /** @description as the thresholds name it: penetration test */
                readonly kind: string;
                readonly link: string | null;
                readonly statement: string;
            }[];
        };
        readonly PromotionSignOff: {
            /** @enum {unknown} */
            readonly capacity: "business" | "security" | "risk_committee";
            readonly note: string;
        };
        readonly PromotionThreshold: {
            readonly acceptanceMin: number | null;
            readonly accuracyMin: number | null;
            readonly availabilityMin: number;
            readonly daysAtLevelMin: number;
            readonly evidence: readonly string[];
            /** @enum {unknown} */
            readonly to: "junior" | "senior" | "principal";
        };
        readonly PromotionThresholds: {
            readonly thresholds: readonly components["schemas"]["PromotionThreshold"][];
        };
        readonly Recorded: {
            readonly id: string;
            readonly recorded: {
                readonly hash: string;
                readonly seq: number;
            };
        };
        readonly RecordedInControl: {
            readonly id: string;
            /** @description its place in the audit stream; null: it is recorded, and on its way into that stream, which did not answer in time */
            readonly recorded: {
                readonly hash: string;
                readonly seq: number;
            } | null;
        };
        readonly RedTeamTest: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @description id of a red-team test */
            readonly id: string;
            readonly nextDueAt: string | null;
            /** @enum {unknown} */
            readonly result: "passed" | "failed";
            readonly summary: string;
            /** Format: date-time */
            readonly testedAt: string;
            /** @enum {unknown} */
            readonly type: "general" | "prompt_injection" | "tool_misuse" | "data_exfiltration" | "privilege_escalation" | "goal_hijacking" | "resource_abuse";
        };
        readonly ResetLinkMade: {
            /** Format: date-time */
            readonly expiresAt: string;
            readonly id: string;
            /** @description a reset link; shown this once */
            readonly url: string;
            /** Format: date-time */
            readonly usableFrom: string;
        };
        readonly ResolvedAction: {
            /** @description id of a decision */
            readonly decisionId: string;
            /** @description exactly this action is refused to this agent until somebody resolves it */
            readonly held: boolean;
            /** @description newest first; the first one holds */
            readonly resolutions: readonly {
                /** Format: date-time */
                readonly at: string;
                readonly by: {
                    readonly id: string;
                    readonly name: string;
                };
                /** @description how it was established */
                readonly evidence: string;
                readonly evidenceUrl: string | null;
                /** @enum {unknown} */
                readonly found: "happened" | "did_not_happen" | "cannot_be_known";
                /** @description id of a resolution of an action in doubt */
                readonly id: string;
                readonly supersedes: string | null;
            }[];
            readonly resolved: boolean;
        };
        readonly Roles: {
            readonly capabilities: readonly {
                readonly audited: boolean;
                readonly entitlement: ("core" | "assurance" | "audit_trail" | "agentic") | null;
                readonly permission: string;
                /** @enum {unknown} */
                readonly rateClass: "read" | "change" | "sensitive" | "heavy" | "sign_in";
                readonly says: string;
                readonly sessionOnly: boolean;
                readonly withinAssessment: boolean;
            }[];
            readonly plans: readonly {
                readonly entitlements: readonly ("core" | "assurance" | "audit_trail" | "agentic")[];
                readonly plan: string;
            }[];
            readonly roles: readonly {
                /** @enum {unknown} */
                readonly kind: "tenant" | "additive" | "assessment";
                readonly permissions: readonly string[];
                readonly role: string;
                readonly says: string;
            }[];
        };
        readonly SecurityCheck: {
            readonly asked: string;
            readonly detail: string;
            /** Format: date-time */
            readonly measuredAt: string;
            /** @enum {unknown} */
            readonly name: "tenant_catalog" | "foreign_tenant" | "key_round_trip" | "journal_head" | "witness_head" | "forged_session" | "forged_signed_request" | "forged_agent_token" | "start_gates";
            /** @enum {unknown} */
            readonly result: "verified" | "failed" | "not_measured";
            readonly tookMs: number;
        };
        readonly SecurityCheckResult: {
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
            readonly checks: readonly components["schemas"]["SecurityCheck"][];
            readonly note: string;
            /** @enum {unknown} */
            readonly outcome: "verified" | "failed" | "incomplete";
            readonly sha256: string;
        };
        readonly SeenNotices: {
            /** @description with all that were given before it; otherwise this one alone */
            readonly andBefore?: boolean;
            readonly seq: number;
        };
        readonly Session: {
            readonly csrfToken: string;
            readonly demo: boolean;
            readonly gatewayUrl: string;
            /** @enum {unknown} */
            readonly mode: "production" | "development";
            /** @description All that this person may do here and now: role and plan together. */
            readonly permissions: readonly string[];
            readonly role: string;
            readonly roles: readonly string[];
            readonly securityContact: string | null;
            readonly tenant: {
                readonly id: string;
                readonly name: string;
                readonly plan: string;
                readonly slug: string;
            };
            readonly user: {
                readonly email: string;
                readonly id: string;
                readonly name: string;
            };
        };
        readonly SetUpDone: {
            readonly signedIn: boolean;
        };
        readonly SimilarApproval: {
            readonly decidedByName: string | null;
            /** @description id of a approval */
            readonly id: string;
            readonly note: string | null;
            /** Format: date-time */
            readonly requestedAt: string;
            /** @description the very same action, not only the same agent and tool */
            readonly sameAction: boolean;
            /** @enum {unknown} */
            readonly status: "pending" | "approved" | "refused" | "expired" | "consumed";
        };
        readonly SimulatedDifference: {
            readonly agentId: string;
            /** Format: date-time */
            readonly at: string;
            readonly decisionId: string;
            readonly seq: number;
            readonly tool: string;
            readonly was: {
                readonly kind: string;
                readonly reasonCodes: readonly string[];
            };
            readonly would: {
                readonly kind: string;
                readonly reasonCodes: readonly string[];
            };
        };
        readonly Simulation: {
            readonly asked: {
                readonly agentId: string;
                readonly argumentsSha256: string;
                /** @constant */
                readonly kind: "call";
                readonly tool: string;
            } | {
                readonly days: number;
                /** @constant */
                readonly kind: "days";
            };
            readonly edits: readonly ({
                readonly agentId: string;
                /** @constant */
                readonly kind: "set_level";
                /** @enum {unknown} */
                readonly level: "intern" | "junior" | "senior" | "principal";
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "set_status";
                /** @enum {unknown} */
                readonly status: "proposed" | "active" | "suspended" | "retired";
            } | {
                readonly agentId: string;
                readonly amountCurrency?: string;
                readonly amountMax?: number | null;
                readonly callsPerMinuteMax?: number;
                /** @constant */
                readonly kind: "permit_tool";
                readonly requiresApproval?: boolean;
                readonly targetsUnder?: readonly string[];
                readonly toolId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "take_tool";
                readonly toolId: string;
            } | {
                readonly agentId: string;
                /** @enum {unknown} */
                readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
                readonly handling: ("full" | "safe_form" | "none") | null;
                /** @constant */
                readonly kind: "set_data_flow";
            } | {
                readonly access: ("read" | "write") | null;
                readonly agentId: string;
                readonly connectorId: string;
                readonly dataDomain: string | null;
                /** @constant */
                readonly kind: "set_access";
            } | {
                readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
                /** @constant */
                readonly kind: "add_gate";
                readonly mode: "covers" | "each_time";
                readonly name: string;
                readonly toolIds?: readonly string[];
            } | {
                readonly gateId: string;
                /** @constant */
                readonly kind: "remove_gate";
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "grant_toolset";
                readonly toolsetId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "take_toolset";
                readonly toolsetId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "assign_skill";
                readonly skillId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "take_skill";
                readonly skillId: string;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "set_plan_stage";
                readonly stage: number;
            } | {
                readonly agentId: string;
                /** @constant */
                readonly kind: "end_plan";
            })[];
            readonly factsSha256: string;
            /** @description id of a simulation */
            readonly id: string;
            readonly name: string;
            readonly policySha256: string;
            readonly result: {
                readonly decision: {
                    /** @enum {unknown} */
                    readonly kind: "allow" | "allow_and_log" | "degrade" | "require_approval" | "block" | "block_and_open_incident";
                    readonly reasons: readonly {
                        readonly about?: string;
                        readonly code: string;
                        readonly control: ("agent_registered" | "status_active" | "human_owner" | "security_owner" | "level_boundary" | "tool_permitted" | "approval_gate" | "data_flow" | "incident_playbook" | "red_team_test" | "no_open_critical" | "limits" | "well_formed") | null;
                        readonly fix: string;
                        readonly message: string;
                        readonly who: string;
                    }[];
                    readonly tenantRules?: readonly {
                        readonly id: string;
                        /** @enum {unknown} */
                        readonly verdict: "no_match" | "degrade" | "require_approval" | "block" | "fault";
                        readonly version: number;
                    }[];
                    readonly trace: readonly {
                        /** @enum {unknown} */
                        readonly control: "agent_registered" | "status_active" | "human_owner" | "security_owner" | "level_boundary" | "tool_permitted" | "approval_gate" | "data_flow" | "incident_playbook" | "red_team_test" | "no_open_critical" | "limits" | "well_formed";
                        readonly saw: string;
                        /** @enum {unknown} */
                        readonly verdict: "pass" | "observed" | "degrade" | "require_approval" | "block" | "not_run";
                    }[];
                };
                /** @constant */
                readonly kind: "call";
            } | {
                readonly changed: number;
                readonly decided: number;
                readonly differences: readonly components["schemas"]["SimulatedDifference"][];
                readonly inexact: number;
                /** @constant */
                readonly kind: "days";
                readonly notReached: number;
                readonly simulated: number;
                /** Format: date-time */
                readonly since: string;
                readonly unknown: readonly {
                    readonly count: number;
                    readonly why: string;
                }[];
                /** Format: date-time */
                readonly until: string;
            };
            /** Format: date-time */
            readonly runAt: string;
            readonly runBy: {
                readonly id: string;
                readonly name: string;
            };
            readonly snapshotId: string | null;
        };
        readonly Skill: {
            readonly assignedTo: readonly {
                readonly id: string;
                readonly name: string;
            }[];
            /** @description id of a skill */
            readonly id: string;
            readonly name: string;
            /** @description newest first */
            readonly versions: readonly components["schemas"]["SkillVersion"][];
        };
        readonly SkillAssignment: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly approvedVersion: number | null;
            /** Format: date-time */
            readonly givenAt: string;
            readonly givenBy: {
                readonly id: string;
                readonly name: string;
            };
            /** @description id of a skill assignment */
            readonly id: string;
            /** @description id of a skill */
            readonly skillId: string;
            readonly skillName: string;
        };
        readonly SkillRow: {
            readonly approvedVersion: number | null;
            readonly assignedTo: readonly {
                readonly id: string;
                readonly name: string;
            }[];
            /** @description id of a skill */
            readonly id: string;
            readonly name: string;
            /** @enum {unknown} */
            readonly newestStatus: "draft" | "in_review" | "approved" | "retired";
            readonly newestVersion: number;
            /** @description of the newest version */
            readonly purpose: string;
        };
        readonly SkillStep: {
            readonly version: number;
        };
        readonly SkillVersion: {
            readonly actionTypes: readonly ("read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin")[];
            readonly approvedAt: string | null;
            readonly approvedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @enum {unknown} */
            readonly dataClassMax: "public" | "internal" | "confidential" | "personal" | "special_category";
            readonly instructions: string;
            readonly instructionsSha256: string;
            readonly purpose: string;
            readonly retiredAt: string | null;
            readonly retiredBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly sha256: string;
            /** @enum {unknown} */
            readonly status: "draft" | "in_review" | "approved" | "retired";
            readonly submittedAt: string | null;
            readonly submittedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @description those of its toolsets are among them, as they were then */
            readonly tools: readonly components["schemas"]["ToolRef"][];
            readonly toolsets: readonly components["schemas"]["NamedToolset"][];
            readonly version: number;
            /** Format: date-time */
            readonly writtenAt: string;
            readonly writtenBy: {
                readonly id: string;
                readonly name: string;
            };
        };
        readonly SupportAccess: {
            readonly answeredAt: string | null;
            readonly answeredBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** Format: date-time */
            readonly askedAt: string;
            readonly endedAt: string | null;
            readonly endedBy: string | null;
            readonly hours: number;
            readonly id: string;
            readonly lastUsedAt: string | null;
            readonly openedAt: string | null;
            /**
             * Format: date-time
             * @description while asked: when the question lapses; once approved: when the access ends
             */
            readonly openUntil: string;
            readonly operator: {
                readonly email: string;
                readonly id: string;
                readonly name: string;
            };
            /** @constant */
            readonly readOnly: true;
            readonly reason: string;
            /** @enum {unknown} */
            readonly role: "standard" | "advanced";
            /** @enum {unknown} */
            readonly status: "asked" | "approved" | "refused" | "ended" | "lapsed";
        };
        readonly SupportOpened: {
            readonly request: components["schemas"]["SupportRequest"];
            /** @description a bearer for GET /v1/…, shown this once */
            readonly token: string;
        };
        readonly SupportRequest: {
            readonly answeredAt: string | null;
            /** Format: date-time */
            readonly askedAt: string;
            readonly endedAt: string | null;
            readonly hours: number;
            readonly id: string;
            readonly lastUsedAt: string | null;
            readonly openedAt: string | null;
            /**
             * Format: date-time
             * @description while asked: when the question lapses; once approved: when the access ends
             */
            readonly openUntil: string;
            /** @constant */
            readonly readOnly: true;
            readonly reason: string;
            /** @enum {unknown} */
            readonly role: "standard" | "advanced";
            /** @enum {unknown} */
            readonly status: "asked" | "approved" | "refused" | "ended" | "lapsed";
            readonly tenant: string;
        };
        readonly SupportUses: {
            readonly access: components["schemas"]["SupportAccess"];
            /** @description newest first, at most 500: each reading, once a route and quarter of an hour, and each refusal */
            readonly uses: readonly {
                /** Format: date-time */
                readonly at: string;
                readonly event: string;
                readonly seq: number;
                readonly what: string;
            }[];
        };
        readonly Tenant: {
            readonly authorityEpoch: number;
            readonly cell: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly id: string;
            readonly name: string;
            /** @description how many have a place, and nothing else of them */
            readonly people: number;
            readonly plan: string;
            readonly slug: string;
            /** @enum {unknown} */
            readonly status: "active" | "suspended" | "moving" | "deleting";
            readonly statusChangedAt: string | null;
            readonly statusReason: string | null;
            readonly trialEndsAt: string | null;
        };
        readonly TenantRule: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly id: string;
            readonly name: string;
            /** @description newest first */
            readonly versions: readonly components["schemas"]["TenantRuleVersion"][];
        };
        readonly TenantRuleReplay: {
            /** @description the newest of them */
            readonly changes: readonly {
                readonly agentName: string;
                /** Format: date-time */
                readonly at: string;
                readonly decisionId: string;
                readonly tool: string;
                readonly was: string;
                readonly would: string;
            }[];
            /** @description how many decisions stand in the window */
            readonly decided: number;
            /** @description what the record does not hold is counted by cause and not guessed */
            readonly notReplayable: readonly {
                readonly count: number;
                readonly why: string;
            }[];
            readonly replayed: number;
            readonly says: string;
            /** Format: date-time */
            readonly since: string;
            /** Format: date-time */
            readonly until: string;
            readonly wouldChange: number;
        };
        readonly TenantRuleRetirement: {
            readonly reason: string;
            readonly version: number;
        };
        readonly TenantRuleRow: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly id: string;
            readonly name: string;
            /** @enum {unknown} */
            readonly newestStatus: "draft" | "validated" | "published" | "retired";
            readonly newestVersion: number;
            readonly publishedVersion: number | null;
        };
        readonly TenantRuleStep: {
            readonly version: number;
        };
        readonly TenantRuleTest: {
            /** @enum {unknown} */
            readonly expect: "no_match" | "degrade" | "require_approval" | "block";
            readonly given: {
                /** @enum {unknown} */
                readonly actionType: "read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin";
                readonly agentId?: string;
                readonly amount?: number;
                readonly arguments?: {
                    readonly [key: string]: string | number | boolean | null;
                };
                /** Format: date-time */
                readonly at?: string;
                readonly connector?: string;
                readonly currency?: string;
                /** @enum {unknown} */
                readonly dataClass?: "public" | "internal" | "confidential" | "personal" | "special_category";
                readonly dataDomains?: readonly string[];
                /** @enum {unknown} */
                readonly level?: "intern" | "junior" | "senior" | "principal";
                /** @enum {unknown} */
                readonly risk?: "low" | "medium" | "high" | "critical";
                readonly targets?: readonly string[];
                /** @enum {unknown} */
                readonly tier?: "undetermined" | "low" | "medium" | "high" | "critical";
                readonly tool?: string;
            };
            readonly name: string;
        };
        readonly TenantRuleVersion: {
            readonly cedar: string;
            readonly cedarSha256: string;
            readonly fix: string;
            readonly publishedAt: string | null;
            readonly publishedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly replay: components["schemas"]["TenantRuleReplay"] | null;
            readonly replayedAt: string | null;
            readonly retiredAt: string | null;
            readonly retiredBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly retireReason: string | null;
            /** @enum {unknown} */
            readonly status: "draft" | "validated" | "published" | "retired";
            readonly tests: readonly components["schemas"]["TenantRuleTest"][];
            readonly validatedAt: string | null;
            readonly validatedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly version: number;
            readonly why: string;
            /** Format: date-time */
            readonly writtenAt: string;
            readonly writtenBy: {
                readonly id: string;
                readonly name: string;
            };
        };
        readonly ToolListDraft: {
            /** @description of the agent in the period */
            readonly decisions: number;
            readonly keep: readonly components["schemas"]["DraftedTool"][];
            readonly period: components["schemas"]["ObservePeriod"];
            readonly permit: readonly components["schemas"]["DraftedTool"][];
            readonly refused: readonly components["schemas"]["DraftedTool"][];
            readonly unusedByToolset: readonly {
                readonly lastUsedAt: string | null;
                readonly permissionId: string | null;
                readonly tool: string;
                /** @description id of a tool */
                readonly toolId: string;
                readonly toolsets: readonly {
                    readonly id: string;
                    readonly name: string;
                }[];
            }[];
            readonly withdraw: readonly {
                /** Format: date-time */
                readonly grantedAt: string;
                readonly lastUsedAt: string | null;
                /** @description id of a tool permission */
                readonly permissionId: string;
                readonly tool: string;
                /** @description id of a tool */
                readonly toolId: string;
            }[];
        };
        readonly ToolPermission: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly amountCurrency: string | null;
            readonly amountMax: number | null;
            readonly auditLogging: boolean;
            readonly callsPerMinuteMax: number;
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @description id of a tool permission */
            readonly id: string;
            readonly requiresApproval: boolean;
            readonly targetsUnder: readonly string[];
            readonly tool: string;
            /** @description id of a tool */
            readonly toolId: string;
            readonly transactionLimits: readonly {
                readonly amountMax: number | null;
                readonly callsMax: number | null;
                readonly currency?: string;
                readonly whenOver: "block" | "require_approval";
                /** @enum {unknown} */
                readonly window: "minute" | "hour" | "day";
            }[];
        };
        readonly ToolPin: {
            /** @enum {unknown} */
            readonly actionType: "read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin";
            readonly amountCurrency?: ({
                readonly code: string;
                /** @enum {unknown} */
                readonly unit: "major" | "minor";
            } | {
                readonly pointer: string;
                /** @enum {unknown} */
                readonly unit: "major" | "minor";
            }) | null;
            readonly amountPointer?: string | null;
            /** @enum {unknown} */
            readonly answerTrust?: "trusted" | "untrusted";
            /** @enum {unknown} */
            readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
            readonly dataDomains?: readonly string[];
            readonly recipientPointers?: readonly string[];
            readonly recursive?: boolean;
            /** @enum {unknown} */
            readonly risk: "low" | "medium" | "high" | "critical";
            readonly safeForm?: {
                readonly arguments?: readonly {
                    readonly makes: "read_only" | "dry_run";
                    readonly pointer: string;
                    readonly value: boolean | number | string;
                }[];
                readonly fields?: readonly string[];
                readonly mask: boolean;
                readonly maskedFields?: readonly {
                    /** @enum {unknown} */
                    readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
                    readonly pointer: string;
                }[];
                readonly rowsMax: number;
            } | null;
            readonly schemaSha256: string;
            readonly targetClasses?: readonly {
                /** @enum {unknown} */
                readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
                readonly under: string;
            }[];
            /** @enum {unknown} */
            readonly targetKind?: "path" | "text";
            readonly targetPointers?: readonly string[];
            readonly targetRoot?: string | null;
        };
        readonly ToolRef: {
            readonly id: string;
            readonly tool: string;
        };
        readonly Toolset: {
            /** Format: date-time */
            readonly changedAt: string;
            readonly changedBy: {
                readonly id: string;
                readonly name: string;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /** @description the agents that hold it: a change concerns all of them */
            readonly heldBy: readonly {
                readonly id: string;
                readonly name: string;
            }[];
            /** @description id of a toolset */
            readonly id: string;
            readonly name: string;
            readonly purpose: string;
            readonly tools: readonly components["schemas"]["ToolTerms"][];
            readonly version: number;
        };
        readonly ToolsetChange: {
            /** @description the agents that hold it, as heldBy named them: refused when they are others by now */
            readonly affects: readonly string[];
            readonly purpose?: string;
            readonly reason: string;
            /** @description of the tools that are taken out, exactly those that some agent goes on having in another way */
            readonly stays?: readonly string[];
            readonly tools: readonly components["schemas"]["NewToolTerms"][];
            /** @description the version that is changed */
            readonly version: number;
        };
        readonly ToolsetGrant: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            /** Format: date-time */
            readonly givenAt: string;
            readonly givenBy: {
                readonly id: string;
                readonly name: string;
            };
            /** @description id of a toolset grant */
            readonly id: string;
            /** @description as agents see them */
            readonly tools: readonly string[];
            readonly toolset: {
                readonly id: string;
                readonly name: string;
                readonly version: number;
            };
        };
        readonly ToolStanding: {
            /** @enum {unknown} */
            readonly actionType: "read" | "retrieve" | "model" | "write_internal" | "external" | "financial" | "code_modification" | "admin";
            /** @enum {unknown} */
            readonly dataClass: "public" | "internal" | "confidential" | "personal" | "special_category";
            /** @enum {unknown} */
            readonly risk: "low" | "medium" | "high" | "critical";
            readonly schemaSha256: string;
        };
        readonly ToolTerms: {
            readonly amountCurrency?: string;
            readonly amountMax: number | null;
            readonly callsPerMinuteMax: number;
            readonly requiresApproval: boolean;
            readonly targetsUnder: readonly string[];
            /** @description as agents see it */
            readonly tool: string;
            /** @description id of a tool */
            readonly toolId: string;
        };
        readonly WebhookDelivery: {
            /** Format: date-time */
            readonly at: string;
            readonly attempt: number;
            readonly detail: string | null;
            readonly event: string;
            /** @description id of a webhook delivery */
            readonly id: string;
            readonly latencyMs: number;
            readonly messageId: string;
            /** @enum {unknown} */
            readonly outcome: "delivered" | "failed";
            readonly response: string | null;
            readonly seq: number | null;
            readonly status: number | null;
        };
        readonly WebhookEndpoint: {
            readonly attempts: number;
            readonly behind: number;
            /** Format: date-time */
            readonly createdAt: string;
            readonly cursor: number;
            readonly events: readonly string[];
            readonly failingSince: string | null;
            readonly formerSecretUntil: string | null;
            /** @description id of a webhook endpoint */
            readonly id: string;
            readonly name: string;
            /** Format: date-time */
            readonly nextAttemptAt: string;
            /** @enum {unknown} */
            readonly status: "active" | "paused";
            readonly statusReason: string | null;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly url: string;
        };
        readonly WebhookEndpointWithSecret: {
            readonly endpoint: components["schemas"]["WebhookEndpoint"];
            readonly secret: string;
        };
        readonly WebhookSendOutcome: {
            readonly delivered: boolean;
            readonly detail: string | null;
            readonly latencyMs: number;
            readonly response: string | null;
            readonly status: number | null;
        };
        readonly WorkflowPlan: {
            /** @description id of a agent */
            readonly agentId: string;
            readonly agentName: string;
            readonly approvedAt: string | null;
            readonly approvedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @description as they were given */
            readonly checkpoints: readonly components["schemas"]["PlanCheckpoint"][];
            readonly endedAt: string | null;
            readonly endedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            readonly endReason: string | null;
            readonly endsAt: string | null;
            /** @description a checkpoint was refused, and nobody has settled it yet */
            readonly halted: boolean;
            /** @description id of a workflow plan */
            readonly id: string;
            readonly lastsHours: number;
            readonly name: string;
            /** @description its time is over, and nobody has settled it yet */
            readonly over: boolean;
            readonly purpose: string;
            readonly sha256: string;
            readonly stage: number | null;
            readonly stages: readonly components["schemas"]["PlanStage"][];
            readonly startedAt: string | null;
            readonly startedBy: {
                readonly id: string;
                readonly name: string;
            } | null;
            /** @enum {unknown} */
            readonly status: "draft" | "approved" | "active" | "completed" | "cancelled";
            /** @description reading tools that every stage may use */
            readonly throughout: readonly components["schemas"]["ToolRef"][];
            /** @description its tools that are no longer what they were when it was approved: closed until it is approved again */
            readonly toolsChanged: readonly components["schemas"]["ChangedTool"][];
            /** Format: date-time */
            readonly writtenAt: string;
            readonly writtenBy: {
                readonly id: string;
                readonly name: string;
            };
        };
    };
    responses: {
        /** @description The request can’t be read: not JSON, a member twice, or a header that is not well-formed. */
        readonly 400: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is signed in, the session has ended, or the token is none of ours. */
        readonly 401: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Role, plan, tenant or token do not permit it, or another site set it off. `fix` and `who` say what would. */
        readonly 403: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing here; another tenant’s is told with the same words. */
        readonly 404: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It stands against what is there, or was done already under this Idempotency-Key (`already_done`). */
        readonly 409: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It was changed since it was read: `If-Match` names an older state. */
        readonly 412: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger or deeper than this route accepts. */
        readonly 413: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not application/json. */
        readonly 415: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request does not fit its schema; `errors` names the members. Also an Idempotency-Key that was used for another request, and a cursor of another list. */
        readonly 422: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key that this tenant owns is not there. */
        readonly 423: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `If-Match` is missing. */
        readonly 428: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests, or a quota is spent; Retry-After says for how long. */
        readonly 429: {
            headers: {
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something failed inside; the request id is in the log. */
        readonly 500: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something that this route needs failed. */
        readonly 502: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database can’t be reached; nothing was done. */
        readonly 503: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It was not done in time. */
        readonly 504: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A refusal. */
        readonly default: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names this state, for If-Match. */
        readonly ETag: string;
        /** @description What is left of the class, and in how many seconds all of it is: `"read";r=239;t=1`. */
        readonly RateLimit: string;
        /** @description How many may come at once, and over how many seconds: `"read";q=240;w=12`. */
        readonly "RateLimit-Policy": string;
        /** @description Seconds until the same request may pass. */
        readonly "Retry-After": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getOperatorAuditEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AuditEvent"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorJobs: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description the slug of one tenant */
                readonly tenant?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Job"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorJobsById: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a job */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorJournalExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorKeyRotations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly dataKeysUnder: components["schemas"]["DataKeysUnder"];
                        readonly items: readonly components["schemas"]["KeyRotation"][];
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorKeyRotations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @constant */
                    readonly kind: "encryption_key";
                } | {
                    /** @constant */
                    readonly kind: "data_key";
                    readonly tenant: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description id of a key rotation */
                        readonly id: string;
                        /** @description The public name of the key that everything comes to stand under. */
                        readonly toKeyId: string;
                    };
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorOperators: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Operator"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorOperators: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    readonly expiresInDays: number;
                    readonly name: string;
                    /** @enum {unknown} */
                    readonly role: "platform_ops" | "platform_support";
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperatorMade"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorOperatorsByOperatorIdRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description id of a operator */
                readonly operatorId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Operator"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorSelf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OperatorSelf"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorSignInLinks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    readonly tenant: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly url: string;
                    };
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorSupportRequests: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["SupportRequest"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorSupportRequests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly hours: number;
                    /** @constant */
                    readonly readOnly?: true;
                    readonly reason: string;
                    /** @enum {unknown} */
                    readonly role: "standard" | "advanced";
                    readonly tenant: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportRequest"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorSupportRequestsBySupportRequestIdGiveUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description id of a support grant */
                readonly supportRequestId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportRequest"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorSupportRequestsBySupportRequestIdOpen: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description id of a support grant */
                readonly supportRequestId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportOpened"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorTenants: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Tenant"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenants: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly cell?: string;
                    readonly name: string;
                    readonly plan: string;
                    readonly slug: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobAsked"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorTenantsBySlug: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tenant"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugAdministrators: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    readonly name: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invitation"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                    readonly slug: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobAsked"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobAsked"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOperatorTenantsBySlugKeyPort: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KeyPort"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putOperatorTenantsBySlugKeyPort: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly key_name: string;
                    readonly service: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KeyPort"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteOperatorTenantsBySlugKeyPort: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly key_port: null;
                        readonly slug: string;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugMove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly cell: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobAsked"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugPlan: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {unknown} */
                    readonly plan: "standard" | "advanced" | "enterprise" | "trial" | "platform" | "no_access";
                    readonly reason: string;
                    readonly trialDays?: number;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tenant"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugReactivate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tenant"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugResetLinks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResetLinkMade"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugRestore: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly afterDeletion?: boolean;
                    readonly cell?: string;
                    readonly file: string;
                    readonly sha256?: string;
                    /** @description id of a tenant */
                    readonly tenant?: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 202: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobAsked"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postOperatorTenantsBySlugSuspend: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                /** @description Short name of a tenant. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tenant"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSignInByToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The one-time token of a link. */
                readonly token: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Goes to the console. */
            readonly 303: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAccessMatrix: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AgentAccess"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAccessMatrixRequirement: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccessRequirement"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putAccessMatrixRequirement: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAccessRequirement"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccessRequirement"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAccessTokens: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AccessToken"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAccessTokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly expiresInDays?: number;
                    readonly name: string;
                    readonly permissions: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AccessTokenMade"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteAccessTokensByTokenId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a token */
                readonly tokenId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getActionsInDoubt: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description false: only those that wait for a person */
                readonly resolved?: "true" | "false";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ActionInDoubt"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getActionsInDoubtByDecisionId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a decision */
                readonly decisionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ActionInDoubt"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postActionsInDoubtByDecisionIdResolutions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a decision */
                readonly decisionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewResolution"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResolvedAction"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgentBehaviourRules: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AgentBehaviourRules"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgentCredentials: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this state. */
                readonly state?: "live" | "expiring_soon" | "ending" | "expired" | "revoked";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AgentCredentialRow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgents: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Agent"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAgent"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgentsByAgentId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly patchAgentsByAgentId: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentPatch"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgentsByAgentIdAccessMatrix: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentAccess"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putAgentsByAgentIdAccessMatrix: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAgentAccess"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentAccess"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdAccessMatrixLift: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentAccess"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgentsByAgentIdAtfConformance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AtfConformance"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgentsByAgentIdBehaviour: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentBehaviour"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAgentsByAgentIdBehaviourRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentBehaviourRules"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putAgentsByAgentIdBehaviourRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAgentBehaviourRules"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AgentBehaviourRules"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdBehaviourRelearn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdBreakerClose: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdCredentials: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAgentCredential"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedAgentCredential"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteAgentsByAgentIdCredentialsByCredentialId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
                /** @description id of a agent credential */
                readonly credentialId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdCredentialsByCredentialIdRotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
                /** @description id of a agent credential */
                readonly credentialId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CredentialRotation"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedAgentCredential"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdLevel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgentLevel"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdReactivate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdRetire: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAgentsByAgentIdSuspend: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a agent */
                readonly agentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Agent"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getApprovalCounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApprovalCounts"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getApprovalDelegations: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description mine: those that the reader lent, or holds */
                readonly view?: "all" | "mine";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ApprovalDelegation"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postApprovalDelegations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewApprovalDelegation"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApprovalDelegation"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getApprovalDelegationsByApprovalDelegationId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a delegation of approvals */
                readonly approvalDelegationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApprovalDelegation"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postApprovalDelegationsByApprovalDelegationIdEnd: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a delegation of approvals */
                readonly approvalDelegationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApprovalDelegation"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getApprovalGates: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ApprovalGate"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postApprovalGates: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewApprovalGate"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApprovalGate"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteApprovalGatesByApprovalGateId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a approval gate */
                readonly approvalGateId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getApprovals: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this status. */
                readonly status?: "pending" | "approved" | "refused" | "expired" | "consumed";
                /** @description waiting_for_me: those that want the reader’s vote; mine: those that they voted on */
                readonly view?: "all" | "waiting_for_me" | "mine";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ApprovalRow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getApprovalsByApprovalId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a approval */
                readonly approvalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postApprovalsByApprovalIdApprove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a approval */
                readonly approvalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApprovalAnswer"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getApprovalsByApprovalIdArguments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a approval */
                readonly approvalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApprovalArguments"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postApprovalsByApprovalIdBreakGlass: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a approval */
                readonly approvalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BreakGlass"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postApprovalsByApprovalIdRefuse: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a approval */
                readonly approvalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApprovalAnswer"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postApprovalsByApprovalIdWithdrawVote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a approval */
                readonly approvalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly note: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAtfAssessments: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AtfAssessment"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAtfAssessments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAtfAssessment"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AtfAssessment"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAtfAssessmentsByAssessmentId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a ATF assessment */
                readonly assessmentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AtfAssessment"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAtfAssessmentsByAssessmentIdComplete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a ATF assessment */
                readonly assessmentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly note: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AtfAssessment"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postAtfAssessmentsByAssessmentIdControlsByControlId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a ATF assessment */
                readonly assessmentId: string;
                /** @description Id of a control of the Agentic Trust Framework: I-1 … R-5. */
                readonly controlId: "I-1" | "I-2" | "I-3" | "I-4" | "I-5" | "B-1" | "B-2" | "B-3" | "B-4" | "B-5" | "D-1" | "D-2" | "D-3" | "D-4" | "D-5" | "S-1" | "S-2" | "S-3" | "S-4" | "S-5" | "R-1" | "R-2" | "R-3" | "R-4" | "R-5";
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AtfControlResult"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AtfAssessment"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAuditEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description Words of the filter language: `member:value`, and free text. */
                readonly filter?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AuditEvent"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAuditEventsExport: {
        readonly parameters: {
            readonly query?: {
                /** @description Words of the filter language: `member:value`, and free text. */
                readonly filter?: string;
                /** @description How the export is written. */
                readonly format?: "ocsf" | "csv";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getAuditEventsStream: {
        readonly parameters: {
            readonly query?: {
                /** @description Number of the last entry already seen. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getBehaviourAlerts: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this status. */
                readonly status?: "open" | "accepted" | "dismissed";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["BehaviourAlert"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postBehaviourAlertsByAlertIdSettle: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a behaviour alert */
                readonly alertId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AlertVerdict"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BehaviourAlert"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getBehaviourRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BehaviourRules"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putBehaviourRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BehaviourRules"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BehaviourRules"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getBreakGlassUses: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description true: only those whose review is late */
                readonly overdue?: "true" | "false";
                /** @description Only those in this status. */
                readonly status?: "to_review" | "reviewed";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["BreakGlassUse"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getBreakGlassUsesByBreakGlassId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a emergency approval */
                readonly breakGlassId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BreakGlassUse"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postBreakGlassUsesByBreakGlassIdReview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a emergency approval */
                readonly breakGlassId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BreakGlassReview"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BreakGlassUse"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getConnectors: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ConnectorRow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postConnectors: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewConnector"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connector"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getConnectorsByConnectorId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a connector */
                readonly connectorId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connector"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putConnectorsByConnectorIdCredentials: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a connector */
                readonly connectorId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConnectorCredentials"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connector"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postConnectorsByConnectorIdStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a connector */
                readonly connectorId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConnectorStatusChange"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Connector"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putConnectorsByConnectorIdToolsByToolName: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a connector */
                readonly connectorId: string;
                /** @description Name of a tool as its connector calls it. */
                readonly toolName: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ToolPin"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConnectorTool"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getDataFlows: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["DataFlow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postDataFlows: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewDataFlow"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DataFlow"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteDataFlowsByDataFlowId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a data flow */
                readonly dataFlowId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getDecisions: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description Words of the filter language: `member:value`, and free text. */
                readonly filter?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["DecisionRow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getDecisionsByDecisionId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a decision */
                readonly decisionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Decision"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getFindings: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Finding"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postFindings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewFinding"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Finding"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getFindingsByFindingId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a finding */
                readonly findingId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Finding"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postFindingsByFindingIdClose: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a finding */
                readonly findingId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Finding"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getIncidentPlaybooks: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["IncidentPlaybook"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postIncidentPlaybooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewIncidentPlaybook"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IncidentPlaybook"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getIncidentPlaybooksByIncidentPlaybookId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a incident playbook */
                readonly incidentPlaybookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IncidentPlaybook"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteIncidentPlaybooksByIncidentPlaybookId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a incident playbook */
                readonly incidentPlaybookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly patchIncidentPlaybooksByIncidentPlaybookId: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a incident playbook */
                readonly incidentPlaybookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IncidentPlaybookPatch"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IncidentPlaybook"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getIncidents: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this status. */
                readonly status?: "open" | "contained" | "closed";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Incident"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postIncidents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewIncident"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getIncidentsByIncidentId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a incident */
                readonly incidentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postIncidentsByIncidentIdClose: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a incident */
                readonly incidentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IncidentNote"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postIncidentsByIncidentIdContain: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a incident */
                readonly incidentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IncidentNote"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["JournalStream"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getJournalByStreamEntries: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description One of the tenant’s journal streams. */
                readonly stream: "audit" | "decisions" | "runs";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["JournalEntry"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getJournalByStreamEntriesBySeq: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Number of an entry in its stream. */
                readonly seq: string;
                /** @description One of the tenant’s journal streams. */
                readonly stream: "audit" | "decisions" | "runs";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly around: readonly components["schemas"]["JournalEntry"][];
                        readonly entry: components["schemas"]["JournalEntry"];
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getJournalExport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getJournalReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getJournalReplayWhole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postJournalVerify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JournalVerification"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getKillSwitches: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this state. */
                readonly state?: "engaged" | "released";
                /** @description Only kill switches against this kind of thing. */
                readonly target?: "agent" | "tool" | "connector" | "tenant";
                /** @description Only kill switches against the thing of this id. */
                readonly targetId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["KillSwitch"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postKillSwitches: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewKillSwitch"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KillSwitch"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getKillSwitchesByKillSwitchId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a kill switch */
                readonly killSwitchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KillSwitch"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postKillSwitchesByKillSwitchIdRelease: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a kill switch */
                readonly killSwitchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KillSwitch"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getMemberships: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Member"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getMembershipsByPersonId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Member"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getNotices: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description false: only those that are new */
                readonly seen?: "true" | "false";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Notice"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postNoticesSeen: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SeenNotices"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NoticesSeen"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getObservePeriods: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this state. */
                readonly state?: "running" | "ended";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ObservePeriod"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postObservePeriods: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewObservePeriod"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ObservePeriod"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getObservePeriodsByObservePeriodId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a observe period */
                readonly observePeriodId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ObservePeriod"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postObservePeriodsByObservePeriodIdAccept: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a observe period */
                readonly observePeriodId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AcceptedToolList"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ObservePeriod"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getObservePeriodsByObservePeriodIdDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a observe period */
                readonly observePeriodId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ToolListDraft"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postObservePeriodsByObservePeriodIdEnd: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a observe period */
                readonly observePeriodId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ObservePeriod"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getOverview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Overview"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPasswordReset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly password: string;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PasswordReset"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPeople: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those whose role lets them do this. */
                readonly may?: "approval.decide" | "checkpoint.decide";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Person"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPeople: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly additiveRoles?: readonly "agent_operator"[];
                    readonly email: string;
                    readonly name: string;
                    /** @enum {unknown} */
                    readonly role: "administrator" | "advanced" | "standard" | "subscriber";
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invitation"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deletePeopleByPersonId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPeopleByPersonIdAccessTokens: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["AccessToken"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deletePeopleByPersonIdAccessTokensByPersonTokenId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
                /** @description id of a token */
                readonly personTokenId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPeopleByPersonIdEffectivePermissions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EffectivePermissions"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPeopleByPersonIdReactivate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPeopleByPersonIdResetLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ResetLinkMade"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putPeopleByPersonIdRoles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly additiveRoles: readonly "agent_operator"[];
                    /** @enum {unknown} */
                    readonly role: "administrator" | "advanced" | "standard" | "subscriber";
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPeopleByPersonIdSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenSessions"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deletePeopleByPersonIdSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deletePeopleByPersonIdSessionsByPersonSessionId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
                /** @description id of a session */
                readonly personSessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPeopleByPersonIdSetUpLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invitation"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPeopleByPersonIdSuspend: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a user */
                readonly personId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPlan: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlanStanding"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPolicySnapshots: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["PolicySnapshot"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPolicySnapshots: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPolicySnapshot"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PolicySnapshot"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPromotionThresholds: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromotionThresholds"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putPromotionThresholds: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PromotionThresholds"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PromotionThresholds"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPromotions: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this status. */
                readonly status?: "requested" | "approved" | "refused" | "withdrawn";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Promotion"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPromotions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPromotion"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getPromotionsByPromotionId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a promotion */
                readonly promotionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPromotionsByPromotionIdAmend: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a promotion */
                readonly promotionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PromotionPatch"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPromotionsByPromotionIdApprove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a promotion */
                readonly promotionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly note: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPromotionsByPromotionIdRefuse: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a promotion */
                readonly promotionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly note: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPromotionsByPromotionIdSignOffs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a promotion */
                readonly promotionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PromotionSignOff"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postPromotionsByPromotionIdWithdraw: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a promotion */
                readonly promotionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly note: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Promotion"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getQuestions: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["DecisionRow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getRedTeamTests: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["RedTeamTest"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postRedTeamTests: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewRedTeamTest"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedTeamTest"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteRedTeamTestsByRedTeamTestId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a red-team test */
                readonly redTeamTestId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getRedTeamTestsDue: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description Only what is due by now, or only what is not. */
                readonly due?: "true" | "false";
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["DueRedTeamTest"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getRoles: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Roles"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSecurityChecks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly latest: components["schemas"]["SecurityCheckResult"] | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSecurityChecks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SecurityCheckResult"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly email: string;
                    readonly password: string;
                    readonly tenant?: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSessionEffectivePermissions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EffectivePermissions"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly putSessionPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly current?: string;
                    readonly password: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSessionTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly tenant: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSessionTenants: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["OwnTenant"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenSessions"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSessionsBySessionIdEnd: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a session */
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly current?: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSessionsEndOthers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly current?: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecordedInControl"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSetUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name?: string;
                    /** @description the password is to open this place alone: for whoever has an account and has forgotten its password */
                    readonly ownPassword?: boolean;
                    readonly password: string;
                    readonly token: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SetUpDone"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSimulations: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Simulation"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSimulations: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSimulation"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Simulation"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSimulationsBySimulationId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a simulation */
                readonly simulationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Simulation"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteSimulationsBySimulationId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a simulation */
                readonly simulationId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSkillAssignments: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["SkillAssignment"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSkillAssignments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSkillAssignment"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SkillAssignment"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteSkillAssignmentsBySkillAssignmentId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a skill assignment */
                readonly skillAssignmentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSkills: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["SkillRow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSkills: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSkill"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Skill"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSkillsBySkillId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a skill */
                readonly skillId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Skill"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSkillsBySkillIdApprove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a skill */
                readonly skillId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SkillStep"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Skill"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSkillsBySkillIdRetire: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a skill */
                readonly skillId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SkillStep"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Skill"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSkillsBySkillIdSubmit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a skill */
                readonly skillId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SkillStep"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Skill"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSkillsBySkillIdVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a skill */
                readonly skillId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSkillVersion"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Skill"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSupportAccess: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["SupportAccess"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getSupportAccessBySupportAccessId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a support grant */
                readonly supportAccessId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportUses"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSupportAccessBySupportAccessIdApprove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a support grant */
                readonly supportAccessId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportAccess"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSupportAccessBySupportAccessIdEnd: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a support grant */
                readonly supportAccessId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportAccess"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postSupportAccessBySupportAccessIdRefuse: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a support grant */
                readonly supportAccessId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SupportAccess"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getTenantRules: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["TenantRuleRow"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postTenantRules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewTenantRule"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantRule"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getTenantRulesByTenantRuleId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a tenant rule */
                readonly tenantRuleId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantRule"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postTenantRulesByTenantRuleIdPublish: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a tenant rule */
                readonly tenantRuleId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TenantRuleStep"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantRule"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postTenantRulesByTenantRuleIdReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a tenant rule */
                readonly tenantRuleId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TenantRuleStep"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantRule"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postTenantRulesByTenantRuleIdRetire: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a tenant rule */
                readonly tenantRuleId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TenantRuleRetirement"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantRule"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postTenantRulesByTenantRuleIdValidate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a tenant rule */
                readonly tenantRuleId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TenantRuleStep"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantRule"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postTenantRulesByTenantRuleIdVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a tenant rule */
                readonly tenantRuleId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewTenantRuleVersion"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantRule"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getToolPermissions: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ToolPermission"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postToolPermissions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewToolPermission"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ToolPermission"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteToolPermissionsByToolPermissionId: {
        readonly parameters: {
            readonly query?: {
                /** @description The other ways in which the agent holds the same tools are taken too. */
                readonly rest?: "take";
                /** @description Exactly the tools that the agent goes on having in another way, on its terms alone. */
                readonly stays?: string;
            };
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a tool permission */
                readonly toolPermissionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getToolsetGrants: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["ToolsetGrant"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postToolsetGrants: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewToolsetGrant"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ToolsetGrant"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteToolsetGrantsByToolsetGrantId: {
        readonly parameters: {
            readonly query?: {
                /** @description The other ways in which the agent holds the same tools are taken too. */
                readonly rest?: "take";
                /** @description Exactly the tools that the agent goes on having in another way, on its terms alone. */
                readonly stays?: string;
            };
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a toolset grant */
                readonly toolsetGrantId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getToolsets: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["Toolset"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postToolsets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewToolset"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Toolset"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getToolsetsByToolsetId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a toolset */
                readonly toolsetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Toolset"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteToolsetsByToolsetId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a toolset */
                readonly toolsetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postToolsetsByToolsetIdVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a toolset */
                readonly toolsetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ToolsetChange"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Toolset"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getWebhookEndpoints: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["WebhookEndpoint"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWebhookEndpoints: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly events: readonly string[];
                    readonly name: string;
                    readonly url: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getWebhookEndpointsByWebhookEndpointId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly deleteWebhookEndpointsByWebhookEndpointId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recorded"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly patchWebhookEndpointsByWebhookEndpointId: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of the state that is changed, or *. */
                readonly "if-match": string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly events?: readonly string[];
                    readonly name?: string;
                    readonly url?: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 412: components["responses"]["412"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 428: components["responses"]["428"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getWebhookEndpointsByWebhookEndpointIdDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["WebhookDelivery"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWebhookEndpointsByWebhookEndpointIdPing: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookSendOutcome"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 502: components["responses"]["502"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWebhookEndpointsByWebhookEndpointIdReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly after: number;
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWebhookEndpointsByWebhookEndpointIdRotateSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly overlapHours: number;
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWebhookEndpointsByWebhookEndpointIdStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a webhook endpoint */
                readonly webhookEndpointId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                    /** @enum {unknown} */
                    readonly status: "active" | "paused";
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getWorkflowPlans: {
        readonly parameters: {
            readonly query?: {
                /** @description id of a agent */
                readonly agentId?: string;
                /** @description `next` of the page before, with the same filter. */
                readonly cursor?: string;
                /** @description How many at most, up to 200; 50 when left out. */
                readonly limit?: string;
                /** @description Only those in this status. */
                readonly status?: "draft" | "approved" | "active" | "completed" | "cancelled";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly data: readonly components["schemas"]["WorkflowPlan"][];
                        readonly has_more: boolean;
                        readonly next: string | null;
                    };
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlans: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewWorkflowPlan"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 201: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly getWorkflowPlansByWorkflowPlanId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlansByWorkflowPlanIdApprove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlansByWorkflowPlanIdCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlansByWorkflowPlanIdComplete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlansByWorkflowPlanIdRefuse: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckpointVerdict"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlansByWorkflowPlanIdResume: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PlanResumption"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlansByWorkflowPlanIdSign: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckpointVerdict"];
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
    readonly postWorkflowPlansByWorkflowPlanIdStart: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A UUID of your own: the same request sent again under it has one effect and one answer, for a day. */
                readonly "idempotency-key"?: string;
                /** @description csrfToken of GET /v1/session; needed with a session’s cookie */
                readonly "x-csrf-token"?: string;
            };
            readonly path: {
                /** @description id of a workflow plan */
                readonly workflowPlanId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description As asked. */
            readonly 200: {
                headers: {
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowPlan"];
                };
            };
            readonly 400: components["responses"]["400"];
            readonly 401: components["responses"]["401"];
            readonly 403: components["responses"]["403"];
            readonly 404: components["responses"]["404"];
            readonly 409: components["responses"]["409"];
            readonly 413: components["responses"]["413"];
            readonly 415: components["responses"]["415"];
            readonly 422: components["responses"]["422"];
            readonly 423: components["responses"]["423"];
            readonly 429: components["responses"]["429"];
            readonly 500: components["responses"]["500"];
            readonly 503: components["responses"]["503"];
            readonly 504: components["responses"]["504"];
            readonly default: components["responses"]["default"];
        };
    };
}
