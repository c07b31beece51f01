import type { Row } from '../../data/core/changes';
import type { Role } from '../../domain/roles';

/**
 * The URL for the holder of a one-time token. The token is in the fragment after #, which browsers do not
 * send to servers.
 */
export const linkOf = (token: string) => `${window.location.origin}/console/join#${token}`;

/** A one-time link to hand over: for whom, for what, until when. */
export interface InvitationSlip {
  name: string;
  account: string;
  /** Null for a password reset: the person is known. */
  organisation: string | null;
  role: Role | null;
  link: string;
  expiresAt: string;
}

/** The printable slip for a new link from the database. */
export function invitationSlipOf(
  link: Row<'invite'>,
  organisation: string | null,
  role: Role | null,
): InvitationSlip {
  return {
    name: link.name ?? '',
    account: link.account ?? '',
    organisation,
    role,
    link: linkOf(link.token ?? ''),
    expiresAt: link.expires_at ?? '',
  };
}

/** A link as a QR code, large enough for paper. */
export async function qrPicture(link: string): Promise<string> {
  const { toDataURL } = await import('qrcode');
  return toDataURL(link, { width: 480, margin: 2, errorCorrectionLevel: 'M' });
}
