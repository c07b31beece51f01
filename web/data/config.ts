const meta = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content.trim() ?? '';

/** The project's address and public key. An empty address means "where this page came from". */
export const config = {
  url: meta('supabase-url') || window.location.origin,
  key: meta('supabase-key'),
};

/** The domain under which account names are kept as sign-in addresses. */
export const staffDomain = meta('staff-domain') || 'staff.invalid';
