import { Button, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { PartiesSide, SideConsent, SideLink } from '../../data/console/partiesSide';
import type { PartyRecord } from '../../data/console/parties';
import { exactTime } from '../../domain/dates';
import { Tag, type Tone } from '../../ui/console/Tag';
import { ConsentText } from '../show/ConsentText';
import { Line, List } from './Lines';
import { usePartyName } from './SideDialogs';

interface Steps {
  invite: ((partyId: string) => void) | null;
  revoke: ((link: SideLink) => void) | null;
}

/** Who has joined or been invited, and how they decided about mediation; the applicant has joined by filing. */
export function Joining({ side, parties, ...steps }: Steps & { side: PartiesSide; parties: PartyRecord[] }) {
  return (
    <List>
      {parties
        .filter((party) => party !== parties.find((one) => one.side === 'applicant'))
        .map((party) => (
          <Invitee
            key={party.id}
            party={party}
            consent={side.consents.find(
              ({ party_id, kind }) => party_id === party.id && kind === 'mediation',
            )}
            link={side.links.find(({ party_id }) => party_id === party.id)}
            {...steps}
          />
        ))}
    </List>
  );
}

type Decision = 'agree' | 'decline' | 'none';

const DECISION_TONE: Record<Decision, Tone> = { agree: 'green', decline: 'red', none: 'neutral' };

function decisionOf(consent: SideConsent | undefined): Decision {
  if (!consent) return 'none';
  return consent.given ? 'agree' : 'decline';
}

interface InviteeProps extends Steps {
  party: PartyRecord;
  /** The latest decision about mediation. */
  consent: SideConsent | undefined;
  link: SideLink | undefined;
}

function Invitee({ party, consent, link, invite, revoke }: InviteeProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const name = usePartyName();
  const decision = decisionOf(consent);
  const open = link?.state === 'open';
  return (
    <Line
      head={
        <>
          <span>{name(party)}</span>
          <Tag tone={DECISION_TONE[decision]}>{translate(`console.parties.decision.${decision}`)}</Tag>
        </>
      }
      actions={
        <>
          {open && revoke && (
            <Button size="small" color="error" onClick={() => revoke(link)}>
              {translate('console.parties.revoke')}
            </Button>
          )}
          {invite && (
            <Button size="small" onClick={() => invite(party.id)}>
              {translate(link ? 'console.parties.invite_anew' : 'verb.invite_party')}
            </Button>
          )}
        </>
      }
    >
      <Typography variant="body2" color="text.secondary">
        {[
          consent && translate('console.parties.decided', { time: exactTime(consent.at, locale) }),
          link &&
            translate(`console.parties.link.${link.state}`, {
              time: exactTime(link.used_at ?? link.expires_at, locale),
            }),
          link?.opened_at &&
            open &&
            translate('console.parties.opened', { time: exactTime(link.opened_at, locale) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography>
      {consent && <ConsentText version={consent.version} />}
    </Line>
  );
}
