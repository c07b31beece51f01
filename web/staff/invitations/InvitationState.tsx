import { useTranslate } from 'react-admin';
import type { InvitationRecord } from '../../data/console/staff';
import { Tag, type Tone } from '../../ui/console/Tag';

const TONES: Record<InvitationRecord['state'], Tone> = {
  open: 'blue',
  accepted: 'green',
  expired: 'amber',
  revoked: 'neutral',
};

/** The state of an invitation as a tag. */
export function InvitationState({ state }: Pick<InvitationRecord, 'state'>) {
  const translate = useTranslate();
  return <Tag tone={TONES[state]}>{translate(`console.staff.invitation.state.${state}`)}</Tag>;
}
