import { readFileSync } from 'node:fs';

const CONFIG = new URL('../../../supabase/config.toml', import.meta.url);

/** The password policy, as the auth server phrases it. */
export interface PasswordRule {
  minimum_password_length: number;
  password_requirements: string;
}

/**
 * Reads the policy from supabase/config.toml, which also configures a hosted project, so that it is defined only
 * once.
 */
export function passwordRule(): PasswordRule {
  const [, section = ''] = /^\[auth\]$([\s\S]*?)^\[/m.exec(readFileSync(CONFIG, 'utf8')) ?? [];
  const length = /^minimum_password_length = (\d+)$/m.exec(section)?.[1];
  const requirements = /^password_requirements = "(\w+)"$/m.exec(section)?.[1];
  if (!length || !requirements)
    throw new Error('supabase/config.toml names no rule for passwords in [auth].');
  return { minimum_password_length: Number(length), password_requirements: requirements };
}
