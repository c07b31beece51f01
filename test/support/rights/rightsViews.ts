// Which views show what to whom, written down independently of the database.

/** Views that show rows of the cases that the caller may read. */
export const OF_CASES = [
  'case_sources',
  'cases',
  'evidence',
  'parties',
  'case_events',
  'case_flags',
  'case_participants',
  'sessions',
  'agreements',
  'deadlines',
  'extensions',
  'notices',
  'supervision_orders',
];
/** Views that any signed-in person may read in full. */
export const FOR_SIGNED_IN = [
  'regions',
  'region_outlines',
  'dispute_types',
  'channels',
  'organisation_categories',
  'required_papers',
];
/** Views that anybody with a post may read in full. */
export const FOR_POSTS = ['organisations', 'consent_texts', 'deadline_policies', 'holidays'];
/** Views whose rows depend on the post by a rule of their own. */
export const BY_POST = [
  'administration_events',
  'auto_dispatches',
  'case_links',
  'case_reads',
  'erasures',
  'filing_sources',
  'invitations',
  'leaves',
  'organisation_ratings',
  'party_reveals',
  'posts',
  'privacy_log',
  'privacy_requests',
  'ratings',
  'region_changes',
  'source_counts',
  'staff',
  'tick_failures',
  'unplaced_cases',
];
