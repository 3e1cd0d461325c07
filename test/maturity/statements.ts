/** Every statement of every model and profile, as its sources make it: what the files under rules/maturity/ are counted against. */

/** Who shows it: files, GitHub's settings and history, or a person's attestation. The first decides; in brackets stands what speaks for a person's word. */
type Class = 'F' | 'F,G' | 'F,A' | 'F,G,A' | 'G' | 'G,A' | 'A' | 'A(F)' | 'A(G)';

/** `gates`: no level without it. `counts`: it moves the score only. `describes`: it asks for nothing. */
type Weight = 'gates' | 'counts' | 'describes';

export type Statement = readonly [id: string, shown: Class, weight: Weight];

const MICROSOFT_LEVELS: readonly Statement[] = [
  ['ms.l1.basic-model-testing', 'F', 'gates'],
  ['ms.l1.elementary-prompting', 'F', 'gates'],
  // One source gives level 1 basic checks, another says that they come later.
  ['ms.l1.basic-eval-monitoring', 'F', 'counts'],
  ['ms.l1.manual-isolated', 'F', 'describes'],
  ['ms.l2.structured-prompts', 'F,A', 'gates'],
  ['ms.l2.rag', 'F', 'gates'],
  ['ms.l2.augmentation-iteration', 'F', 'gates'],
  ['ms.l2.structured-eval', 'F', 'gates'],
  ['ms.l3.prompt-management', 'F,G', 'gates'],
  ['ms.l3.prompt-eval', 'F,G', 'gates'],
  ['ms.l3.realtime-deploy', 'F,G', 'gates'],
  ['ms.l3.advanced-monitoring', 'F', 'gates'],
  ['ms.l3.automated-alerting', 'F', 'gates'],
  ['ms.l4.integrated-cicd', 'F,G', 'gates'],
  ['ms.l4.automated-monitoring', 'F', 'gates'],
  ['ms.l4.auto-refinement', 'F,G', 'gates'],
  ['ms.l4.fine-tuning', 'F', 'gates'],
];

const MICROSOFT_SUGGESTIONS: readonly Statement[] = [
  ['ms.up.try-llm-apis', 'F', 'counts'],
  ['ms.up.structured-prompts', 'F', 'counts'],
  ['ms.up.basic-metrics', 'F', 'counts'],
  ['ms.up.advanced-prompting', 'F', 'counts'],
  ['ms.up.systematic-deploy', 'F,G', 'counts'],
  ['ms.up.advanced-metrics', 'F', 'counts'],
  ['ms.up.safety-ethics', 'F,A', 'counts'],
  ['ms.up.proactive-monitoring', 'F', 'counts'],
  ['ms.up.predictive-safety', 'F', 'counts'],
  ['ms.up.fine-tune', 'F', 'counts'],
  ['ms.up.versioning-rollback', 'F,G', 'counts'],
];

const MICROSOFT_ORGANISATION: readonly Statement[] = [
  ['ms.org.stay-current', 'A(F)', 'counts'],
  ['ms.org.align-objectives', 'A', 'counts'],
  ['ms.org.innovation-learning', 'A', 'counts'],
  ['ms.org.share-knowledge', 'A(G)', 'counts'],
];

const MICROSOFT_BLOG: readonly Statement[] = [
  ['ms.l2.meta-prompts', 'F', 'counts'],
  ['ms.l2.rai-metrics', 'F', 'counts'],
  ['ms.l2.vector-index', 'F', 'counts'],
  ['ms.l3.multi-llm-tools', 'F', 'counts'],
  ['ms.l3.repo-versioning', 'F', 'counts'],
  ['ms.l3.batch-variants', 'F', 'counts'],
  ['ms.l3.cicd', 'F,G', 'counts'],
  ['ms.l3.three-metric-kinds', 'F', 'counts'],
  ['ms.l4.large-scale-eval', 'F', 'counts'],
  ['ms.l4.synthetic-data', 'F', 'counts'],
  ['ms.l4.deep-logging', 'F', 'counts'],
  ['ms.l4.ab-testing', 'F', 'counts'],
  ['ms.l4.drift-bias-alerts', 'F', 'counts'],
  ['ms.l4.auto-approval', 'F,G', 'counts'],
  ['ms.l4.intricate-rag', 'F', 'counts'],
];

const IBM_PHASES: readonly Statement[] = [
  ['ibm.p1.generic-models', 'F', 'gates'],
  ['ibm.p1.localised-reactive', 'A', 'describes'],
  ['ibm.p1.limited-understanding', 'A', 'describes'],
  ['ibm.p2.fit-for-purpose', 'F', 'gates'],
  ['ibm.p2.inconsistent-processes', 'A', 'describes'],
  ['ibm.p2.formal-docs', 'F', 'gates'],
  ['ibm.p2.data-quality-needs', 'F', 'gates'],
  ['ibm.p3.enterprise-data', 'F,A', 'gates'],
  ['ibm.p3.org-standards', 'G,A', 'gates'],
  ['ibm.p3.governance-framework', 'F,G,A', 'gates'],
  ['ibm.p3.ethics-focus', 'A(F)', 'gates'],
  ['ibm.p4.scale-inference', 'F,A', 'gates'],
  ['ibm.p4.compute-cost', 'F', 'gates'],
  ['ibm.p4.metrics-tracking', 'F', 'gates'],
  ['ibm.p4.quantitative-eval', 'F', 'gates'],
  ['ibm.p4.data-driven', 'A(G)', 'gates'],
  ['ibm.p5.secure-build-use', 'F,G', 'gates'],
  ['ibm.p5.optimal-cost', 'F,A', 'gates'],
  ['ibm.p5.continuous-refinement', 'G', 'gates'],
  ['ibm.p5.feedback-loops', 'F', 'gates'],
  ['ibm.p5.proactive', 'F', 'gates'],
];

const IBM_RECOMMENDATIONS: readonly Statement[] = [
  ['ibm.p1.rec-awareness', 'A', 'counts'],
  ['ibm.p1.rec-pilots', 'A(F)', 'counts'],
  ['ibm.p2.rec-central-strategy', 'A', 'counts'],
  ['ibm.p2.rec-basic-training', 'A', 'counts'],
  ['ibm.p2.rec-data-standards', 'A(F)', 'counts'],
  ['ibm.p3.rec-collaboration', 'A(G)', 'counts'],
  ['ibm.p3.rec-tech-debt', 'A(F)', 'counts'],
  ['ibm.p3.rec-feedback', 'F', 'counts'],
  ['ibm.p4.rec-advanced-analytics', 'F', 'counts'],
  ['ibm.p4.rec-link-objectives', 'A(F)', 'counts'],
  ['ibm.p4.rec-risk-management', 'A(F)', 'counts'],
  ['ibm.p5.rec-innovation', 'A', 'counts'],
  ['ibm.p5.rec-experts', 'A', 'counts'],
  ['ibm.p5.rec-review-governance', 'A(F)', 'counts'],
];

/** Read at second hand, so that it never gates; the first phase has none. */
const IBM_GOVERNANCE: readonly Statement[] = [
  ['ibm.gov.p1', 'A', 'describes'],
  ['ibm.gov.p2', 'F', 'counts'],
  ['ibm.gov.p3', 'F', 'counts'],
  ['ibm.gov.p4', 'F', 'counts'],
  ['ibm.gov.p5', 'F,G', 'counts'],
];

/** `ds.balance`, that progress should be even, is no capability: it is why pillars are levelled apart and the lowest decides. */
const DATASTAX: readonly Statement[] = [
  ['ds.beginning.foundation-models', 'F', 'gates'],
  ['ds.beginning.prompt-engineering', 'F', 'gates'],
  ['ds.beginning.event-streaming', 'F', 'gates'],
  ['ds.beginning.basic-security', 'F,G', 'gates'],
  ['ds.responsive.fine-tuning', 'F', 'gates'],
  ['ds.responsive.vector-store', 'F', 'gates'],
  ['ds.responsive.code-generation', 'F,G', 'gates'],
  ['ds.responsive.safety-culture', 'A(F)', 'gates'],
  ['ds.proactive.continuous-learning', 'F,G', 'gates'],
  ['ds.proactive.automated-testing', 'F,G', 'gates'],
  ['ds.proactive.oss-contribution', 'A(G)', 'gates'],
  ['ds.proactive.ethics-systematic', 'A(F)', 'gates'],
  ['ds.proactive.ethics-rights-reviews', 'A(F)', 'gates'],
  ['ds.leading.new-capabilities', 'A', 'gates'],
  ['ds.leading.standards-bodies', 'A', 'gates'],
  ['ds.leading.regulators', 'A', 'gates'],
  ['ds.leading.auditable-governance', 'F,G', 'gates'],
];

const AIM: readonly Statement[] = [
  ['aim.exploration.basic-tools', 'F', 'gates'],
  ['aim.exploration.discovery', 'A(F)', 'gates'],
  ['aim.experimentation.pocs', 'F', 'gates'],
  ['aim.experimentation.small-projects', 'F', 'gates'],
  ['aim.experimentation.dedicated-team', 'A(G)', 'gates'],
  ['aim.implementation.custom-solutions', 'F', 'gates'],
  ['aim.implementation.beyond-tech', 'A', 'gates'],
  ['aim.implementation.business-functions', 'A', 'gates'],
  ['aim.integration.org-focus', 'A', 'gates'],
  ['aim.integration.external-stakeholders', 'A(F)', 'gates'],
  ['aim.integration.customers-suppliers', 'A(F)', 'gates'],
  ['aim.integration.core-capability', 'A(F)', 'gates'],
  ['aim.transformation.enterprise-wide', 'A', 'gates'],
  ['aim.transformation.competitive-advantage', 'A', 'gates'],
  ['aim.transformation.distinctive-value', 'A', 'gates'],
  ['aim.transformation.embedded-operations', 'A(G)', 'gates'],
];

const CONSIDERATIONS: readonly Statement[] = [
  ['con.prompt.manage', 'F,G', 'counts'],
  ['con.prompt.version', 'F,G', 'counts'],
  ['con.prompt.optimise', 'F,G', 'counts'],
  ['con.prompt.dev-to-prod', 'F,G', 'counts'],
  ['con.cost.token-usage', 'F', 'counts'],
  ['con.cost.model-size', 'F', 'counts'],
  ['con.cost.inference-speed', 'F', 'counts'],
  ['con.cost.business-value', 'A(F)', 'counts'],
  ['con.safety.consistent', 'F', 'counts'],
  ['con.safety.appropriate', 'F', 'counts'],
  ['con.safety.accurate', 'F', 'counts'],
  ['con.vendor.capability-change', 'F', 'counts'],
  ['con.vendor.availability', 'F', 'counts'],
];

const AGENTS: readonly Statement[] = [
  ['blind.agents.inventory', 'F', 'counts'],
  ['blind.agents.tool-allow-list', 'F', 'counts'],
  ['blind.agents.human-approval', 'F,G', 'counts'],
  ['blind.agents.sandbox', 'F', 'counts'],
  ['blind.agents.evals', 'F', 'counts'],
  ['blind.agents.trace', 'F', 'counts'],
  ['blind.agents.limits', 'F', 'counts'],
  ['blind.agents.mcp-pinning', 'F', 'counts'],
  ['blind.agents.identity', 'F', 'counts'],
  ['blind.agents.untrusted-input', 'F', 'counts'],
  ['blind.agents.memory', 'F', 'counts'],
  ['blind.agents.inter-agent', 'F', 'counts'],
  ['blind.agents.kill-switch', 'F', 'counts'],
  ['blind.agents.policy', 'F', 'counts'],
  ['blind.agents.instructions', 'F', 'counts'],
];

/** The emerging patterns are one statement of the source, with one capability for each pattern that it names. */
const PATTERNS: readonly Statement[] = [
  ['blind.patterns.emerging.graph-rag', 'F', 'counts'],
  ['blind.patterns.emerging.long-context', 'F', 'counts'],
  ['blind.patterns.emerging.code-mode', 'F', 'counts'],
  ['blind.patterns.emerging.small-models', 'F', 'counts'],
  ['blind.patterns.emerging.durable-workflow', 'F', 'counts'],
  ['blind.patterns.emerging.multimodal', 'F', 'counts'],
  ['blind.patterns.not-only-rag', 'F', 'counts'],
];

const PATH: readonly Statement[] = [
  ['path.value.real-problem', 'A(F)', 'counts'],
  ['path.value.use-case-drives-tech', 'A(F)', 'counts'],
  ['path.value.outcome-metrics', 'A(F)', 'counts'],
  ['path.foundation.reuse-devops', 'F,G', 'counts'],
  ['path.foundation.engineering', 'F,G', 'counts'],
  ['path.foundation.modular', 'F', 'counts'],
  ['path.flex.start-small', 'A(G)', 'counts'],
  ['path.flex.iterate', 'G', 'counts'],
  ['path.flex.open', 'A(F)', 'counts'],
];

const RIGHT: readonly Statement[] = [
  ['right.organisational-readiness', 'A', 'counts'],
  ['right.monitoring', 'F', 'counts'],
  ['right.automation', 'F,G', 'counts'],
  ['right.standards', 'F,G', 'counts'],
  ['right.governance', 'F', 'counts'],
];

/** Per file of rules/maturity/, in the groups of the sources. */
export const STATEMENTS: Readonly<Record<string, Readonly<Record<string, readonly Statement[]>>>> = {
  'microsoft-genaiops': { levels: MICROSOFT_LEVELS, suggestions: MICROSOFT_SUGGESTIONS, organisation: MICROSOFT_ORGANISATION, blog: MICROSOFT_BLOG },
  'ibm-genai-adoption': { phases: IBM_PHASES, recommendations: IBM_RECOMMENDATIONS, governance: IBM_GOVERNANCE },
  'datastax-genai': { levels: DATASTAX },
  'aim-genai': { levels: AIM },
  considerations: { considerations: CONSIDERATIONS },
  agents: { checks: AGENTS },
  patterns: { patterns: PATTERNS },
  'path-forward': { path: PATH, right: RIGHT },
};
