import { useState } from 'react';
import { Box, Button, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { PartiesSide as Side, SideLink, SideMessage, SideSession } from '../../data/console/partiesSide';
import type { CaseRecord } from '../../data/console/cases';
import type { PartyRecord } from '../../data/console/parties';
import { exactTime } from '../../domain/dates';
import { Panel } from '../../ui/console/Panel';
import { Failed } from '../../ui/console/States';
import { Tag } from '../../ui/console/Tag';
import { ConsentText } from '../show/ConsentText';
import { InviteDialog, RevokeDialog } from './InviteDialog';
import { Papers } from './Papers';
import { Line, List } from './Lines';
import { Outgoing } from './Outgoing';
import { AnswerDialog, CancelDialog, PlanDialog, usePartyName } from './SideDialogs';
import { useSide } from './useSide';

interface PartiesSideProps {
  case: CaseRecord;
  parties: PartyRecord[];
  refetch: () => Promise<unknown>;
}

type Open =
  | { answer: SideMessage }
  | { plan: SideSession | null }
  | { cancel: SideSession }
  | { invite: string }
  | { revoke: SideLink };

/** The parties' side of a case: questions, sessions, links, agreements and messages. */
export function PartiesSide({ case: row, parties, refetch }: PartiesSideProps) {
  const translate = useTranslate();
  const { enabled, side, error, retry } = useSide(row);
  const [open, setOpen] = useState<Open | null>(null);
  if (!enabled) return null;
  if (!side) return error ? <Failed error={error} retry={retry} /> : null;
  const dialog = { caseId: row.id, parties, refetch, onClose: () => setOpen(null) };
  const may = (verb: Side['actions'][number]) => side.actions.includes(verb);
  return (
    <>
      {side.messages.length > 0 && (
        <Panel title={translate('console.parties.messages')}>
          <Messages
            side={side}
            parties={parties}
            answer={may('answer_question') ? (message) => setOpen({ answer: message }) : null}
          />
        </Panel>
      )}
      {(side.sessions.length > 0 || may('plan_session')) && (
        <Panel
          title={translate('console.parties.sessions')}
          aside={
            may('plan_session') && (
              <Button size="small" onClick={() => setOpen({ plan: null })}>
                {translate('verb.plan_session')}
              </Button>
            )
          }
        >
          <Sessions
            side={side}
            parties={parties}
            move={may('move_session') ? (session) => setOpen({ plan: session }) : null}
            cancel={may('cancel_session') ? (session) => setOpen({ cancel: session }) : null}
          />
        </Panel>
      )}
      {parties.length > 1 && (
        <Panel title={translate('console.parties.joining')}>
          <Joining
            side={side}
            parties={parties}
            invite={may('invite_party') ? (id) => setOpen({ invite: id }) : null}
            revoke={may('revoke_party_link') ? (link) => setOpen({ revoke: link }) : null}
          />
        </Panel>
      )}
      <Papers side={side} {...dialog} />
      {side.outgoing.length > 0 && (
        <Panel title={translate('console.parties.outgoing')}>
          <Outgoing side={side} />
        </Panel>
      )}
      {open && 'answer' in open && <AnswerDialog {...dialog} message={open.answer} />}
      {open && 'plan' in open && <PlanDialog {...dialog} {...(open.plan && { session: open.plan })} />}
      {open && 'cancel' in open && <CancelDialog {...dialog} session={open.cancel} />}
      {open && 'invite' in open && <InviteDialog {...dialog} partyId={open.invite} />}
      {open && 'revoke' in open && <RevokeDialog {...dialog} link={open.revoke} />}
    </>
  );
}

const LINES = { whiteSpace: 'pre-line', overflowWrap: 'anywhere' } as const;

interface PartProps {
  side: Side;
  parties: PartyRecord[];
}

function Messages({
  side,
  parties,
  answer,
}: PartProps & { answer: ((message: SideMessage) => void) | null }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const name = usePartyName();
  return (
    <List>
      {side.messages.map((message) => (
        <Line
          key={message.id}
          head={
            <>
              <Tag tone={message.kind === 'question' && !message.answer ? 'amber' : 'neutral'}>
                {translate(`console.parties.kind.${message.kind}`)}
              </Tag>
              <Typography variant="body2" color="text.secondary">
                {name(parties.find(({ id }) => id === message.party_id))} · {exactTime(message.at, locale)}
              </Typography>
            </>
          }
          actions={
            answer &&
            message.kind === 'question' &&
            !message.answer && (
              <Button size="small" variant="contained" onClick={() => answer(message)}>
                {translate('console.parties.answer')}
              </Button>
            )
          }
        >
          <Typography sx={LINES}>{message.message}</Typography>
          {message.due_at && (
            <Typography variant="body2" color="text.secondary">
              {translate('console.parties.answer_by', { time: exactTime(message.due_at, locale) })}
            </Typography>
          )}
          {message.answer && (
            <Box sx={{ mt: 0.5, pl: 1.5, borderLeft: 2, borderColor: 'primary.main' }}>
              <Typography sx={LINES}>{message.answer}</Typography>
              <Typography variant="body2" color="text.secondary">
                {message.answered_by_name} · {exactTime(message.answered_at!, locale)}
              </Typography>
            </Box>
          )}
        </Line>
      ))}
    </List>
  );
}

interface SessionsProps extends PartProps {
  move: ((session: SideSession) => void) | null;
  cancel: ((session: SideSession) => void) | null;
}

function Sessions({ side, parties, move, cancel }: SessionsProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const name = usePartyName();
  if (side.sessions.length === 0)
    return <Typography color="text.secondary">{translate('console.parties.sessions_none')}</Typography>;
  return (
    <List>
      {side.sessions.map((session) => {
        const ahead = !session.cancelled_at && Date.parse(session.starts_at) > Date.now();
        return (
          <Line
            key={session.id}
            head={
              <>
                <Typography variant="h3">{exactTime(session.starts_at, locale)}</Typography>
                <Tag tone={session.cancelled_at ? 'neutral' : ahead ? 'accent' : 'neutral'}>
                  {translate(
                    `console.parties.state.${session.cancelled_at ? 'cancelled' : ahead ? 'ahead' : 'past'}`,
                  )}
                </Tag>
              </>
            }
            actions={
              ahead && (
                <>
                  {move && (
                    <Button size="small" onClick={() => move(session)}>
                      {translate('console.parties.move')}
                    </Button>
                  )}
                  {cancel && (
                    <Button size="small" color="error" onClick={() => cancel(session)}>
                      {translate('console.parties.cancel')}
                    </Button>
                  )}
                </>
              )
            }
          >
            <Typography variant="body2" color="text.secondary">
              {[
                translate(`console.parties.way.${session.way}`),
                session.place,
                translate('console.parties.long', { minutes: session.minutes }),
                session.note,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Typography>
            {session.replies.map(({ party_id, reply, message }) => (
              <Typography key={party_id} variant="body2" sx={LINES}>
                {name(parties.find(({ id }) => id === party_id))}
                {translate('console.colon')}
                {translate(`console.parties.reply.${reply ?? 'none'}`)}
                {message && ` · ${message}`}
              </Typography>
            ))}
          </Line>
        );
      })}
    </List>
  );
}

interface JoiningProps extends PartProps {
  invite: ((partyId: string) => void) | null;
  revoke: ((link: SideLink) => void) | null;
}

function Joining({ side, parties, invite, revoke }: JoiningProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const name = usePartyName();
  return (
    <List>
      {parties
        .filter((party) => party !== parties.find((one) => one.side === 'applicant'))
        .map((party) => {
          const consent = side.consents.find(
            ({ party_id, kind }) => party_id === party.id && kind === 'mediation',
          );
          const link = side.links.find(({ party_id }) => party_id === party.id);
          const open = link?.state === 'open';
          return (
            <Line
              key={party.id}
              head={
                <>
                  <span>{name(party)}</span>
                  <Tag tone={consent ? (consent.given ? 'green' : 'red') : 'neutral'}>
                    {translate(
                      `console.parties.decision.${consent ? (consent.given ? 'agree' : 'decline') : 'none'}`,
                    )}
                  </Tag>
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
        })}
    </List>
  );
}
