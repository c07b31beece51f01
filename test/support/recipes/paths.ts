/** Where the recipes of docs/architecture.md lead: the one place to change when a file moves. */
export const PATHS = {
  tables: 'supabase/schemas/40_case/tables.sql',
  cases: 'supabase/schemas/40_case/cases.sql',
  history: 'supabase/schemas/40_case/history.sql',
  obstacle: 'supabase/schemas/40_case/obstacle.sql',
  verbs: 'supabase/schemas/50_case_verbs/responsibility.sql',
  filing: 'supabase/schemas/60_parties/filing.sql',
  erasure: 'supabase/schemas/90_operations/erasure.sql',
  transitions: 'supabase/seed/10_reference.sql',
  records: 'web/data/console/records.ts',
  resources: 'web/data/lists/resources.ts',
  verbInput: 'web/data/console/verbs.ts',
  facts: 'web/case/show/CaseFacts.tsx',
  actions: 'web/case/verbs/actions.ts',
  forms: 'web/case/verbs/secondaryForms.ts',
  textFields: 'web/case/verbs/TextFields.tsx',
  payload: 'web/case/show/payload.ts',
  draft: 'web/intake/draft.ts',
  register: 'web/intake/RegisterCase.tsx',
  pages: 'web/console/pages.ts',
  rooms: 'scripts/check/roomRules.ts',
  granted: 'test/db/rights/granted.ts',
  lifecycle: 'test/db/case/lifecycle.test.ts',
  rightsModel: 'test/support/rights/rightsModel.ts',
  registerInput: 'test/api/administration-input.test.ts',
  verbInputs: 'test/api/life-input.test.ts',
} as const;

/** A catalogue of words in a language. */
export const catalogue = (name: string, language: string) => `web/text/${language}/${name}.ts`;
