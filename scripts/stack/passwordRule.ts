import { readFileSync } from 'node:fs';

const CONFIG = new URL('../../supabase/config.toml', import.meta.url);

/** What a password must be, in the words of the auth server. */
export interface PasswordRule {
  minimum_password_length: number;
  password_requirements: string;
}

/** The rule of supabase/config.toml, by which a hosted project is configured: it stands once. */
export function passwordRule(): PasswordRule {
  const [, section = ''] = /^\[auth\]$([\s\S]*?)^\[/m.exec(readFileSync(CONFIG, 'utf8')) ?? [];
  const length = /^minimum_password_length = (\d+)$/m.exec(section)?.[1];
  const requirements = /^password_requirements = "(\w+)"$/m.exec(section)?.[1];
  if (!length || !requirements)
    throw new Error('supabase/config.toml names no rule for passwords in [auth].');
  return { minimum_password_length: Number(length), password_requirements: requirements };
}
