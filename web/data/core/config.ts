const meta = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content.trim() ?? '';

/** The project's address and public key. An empty address means the origin of this page. */
export const config = {
  url: meta('supabase-url') || window.location.origin,
  key: meta('supabase-key'),
};

/** The domain that completes account names to sign-in addresses. */
export const staffDomain = meta('staff-domain') || 'staff.invalid';
