import { ApiError } from '../data/core/errors';

/** The sign-in service's rules for a new password, as far as a form can check them before sending. */
export const RULES = ['length', 'mix', 'account'] as const;

/** One of the rules. */
export type Rule = (typeof RULES)[number];

/** bcrypt, which hashes the passwords, reads at most this many bytes. */
const MAX_BYTES = 72;

/** Whether a password meets a rule. */
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

/** The validation error of a new password typed twice; null when it is valid. */
export function judge(password: string, again: string, account: string): ApiError | null {
  const refuse = (code: string, field: string, params = {}) =>
    new ApiError({ status: 422, code, params, field });
  if (!password) return refuse('field_required', 'password');
  if (!RULES.every((rule) => keeps(rule, password, account))) return refuse('weak_password', 'password');
  if (new TextEncoder().encode(password).length > MAX_BYTES)
    return refuse('field_too_long', 'password', { max: MAX_BYTES });
  if (password !== again) return refuse(again ? 'passwords_differ' : 'field_required', 'again');
  return null;
}
