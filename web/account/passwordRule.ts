import { ApiError } from '../data/errors';

/** What the sign-in service asks of a new password, as far as a form can tell before it is sent. */
export const RULES = ['length', 'mix', 'account'] as const;

/** One of the rules. */
export type Rule = (typeof RULES)[number];

/** bcrypt, which keeps passwords, reads so many bytes. */
const MOST_BYTES = 72;

/** Whether a password keeps a rule. */
export function keeps(rule: Rule, password: string, account: string): boolean {
  switch (rule) {
    case 'length':
      return password.length >= 10;
    case 'mix':
      return /[A-Za-z]/.test(password) && /\d/.test(password);
    case 'account':
      return !account || !password.toLowerCase().includes(account.toLowerCase());
  }
}

/** What is wrong with a new password typed twice; null when nothing is. */
export function judge(password: string, again: string, account: string): ApiError | null {
  const refuse = (code: string, field: string, params = {}) =>
    new ApiError({ status: 422, code, params, field });
  if (!password) return refuse('field_required', 'password');
  if (!RULES.every((rule) => keeps(rule, password, account))) return refuse('weak_password', 'password');
  if (new TextEncoder().encode(password).length > MOST_BYTES)
    return refuse('field_too_long', 'password', { max: MOST_BYTES });
  if (password !== again) return refuse(again ? 'passwords_differ' : 'field_required', 'again');
  return null;
}
