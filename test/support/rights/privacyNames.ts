/** Every function about personal data for staff. */
export const PRIVACY_FUNCTIONS = [
  'confirm_erasure',
  'decide_privacy_request',
  'erase_case',
  'privacy_actions',
  'record_privacy_request',
  'set_legal_hold',
];

/**
 * Tables, with views of the same names, that staff read: administrators the logs of personal data, all staff the
 * consent texts.
 */
export const PRIVACY_LOGS = ['consent_texts', 'erasures', 'privacy_log', 'privacy_requests'];
