import { useState } from 'react';
import { Box, Button, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type {
  PartiesSide as Side,
  SideLink,
  SideMessage,
  SideSession,
  SideVerb,
} from '../../data/console/partiesSide';
import type { CaseRecord } from '../../data/console/cases';
import type { PartyRecord } from '../../data/console/parties';
import { exactTime } from '../../domain/dates';
import { Panel } from '../../ui/console/Panel';
import { Failed } from '../../ui/console/States';
import { Tag } from '../../ui/console/Tag';
import { InviteDialog, RevokeDialog } from './InviteDialog';
import { Joining } from './Joining';
import { Papers } from './Papers';
import { Line, List } from './Lines';
import { Outgoing } from './Outgoing';
import { AnswerDialog, CancelDialog, type DialogProps, PlanDialog, usePartyName } from './SideDialogs';
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

/** The dialog of the step that the user has chosen. */
function OpenDialog({ open, ...dialog }: DialogProps & { open: Open }) {
  if ('answer' in open) return <AnswerDialog {...dialog} message={open.answer} />;
  if ('plan' in open) return <PlanDialog {...dialog} {...(open.plan && { session: open.plan })} />;
  if ('cancel' in open) return <CancelDialog {...dialog} session={open.cancel} />;
  if ('invite' in open) return <InviteDialog {...dialog} partyId={open.invite} />;
  return <RevokeDialog {...dialog} link={open.revoke} />;
}

/** The parties' side of a case: questions, sessions, links, agreements and messages. */
export function PartiesSide({ case: row, parties, refetch }: PartiesSideProps) {
  const translate = useTranslate();
  const { enabled, side, error, retry } = useSide(row);
  const [open, setOpen] = useState<Open | null>(null);
  if (!enabled) return null;
  if (!side) return error ? <Failed error={error} retry={retry} /> : null;
  const dialog = { caseId: row.id, parties, refetch, onClose: () => setOpen(null) };
  const may = (verb: SideVerb) => side.actions.includes(verb);
  const ifMay = <Step,>(verb: SideVerb, step: Step) => (may(verb) ? step : null);
  return (
    <>
      {side.messages.length > 0 && (
        <Panel title={translate('console.parties.messages')}>
          <Messages
            side={side}
            parties={parties}
            answer={ifMay('answer_question', (message: SideMessage) => setOpen({ answer: message }))}
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
            move={ifMay('move_session', (session: SideSession) => setOpen({ plan: session }))}
            cancel={ifMay('cancel_session', (session: SideSession) => setOpen({ cancel: session }))}
          />
        </Panel>
      )}
      {parties.length > 1 && (
        <Panel title={translate('console.parties.joining')}>
          <Joining
            side={side}
            parties={parties}
            invite={ifMay('invite_party', (id: string) => setOpen({ invite: id }))}
            revoke={ifMay('revoke_party_link', (link: SideLink) => setOpen({ revoke: link }))}
          />
        </Panel>
      )}
      <Papers side={side} {...dialog} />
      {side.outgoing.length > 0 && (
        <Panel title={translate('console.parties.outgoing')}>
          <Outgoing side={side} />
        </Panel>
      )}
      {open && <OpenDialog {...dialog} open={open} />}
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
                {message.answered_by_name} · {message.answered_at && exactTime(message.answered_at, locale)}
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
