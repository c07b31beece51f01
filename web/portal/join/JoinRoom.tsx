import { useEffect, useState } from 'react';
import '../../ui/portal/part.css';
import { toApiError, type ApiError } from '../../data/core/errors';
import { type PartyLink, readPartyLink } from '../../data/portal/parties';
import { Heading } from '../../ui/portal/Heading';
import { Failed, Loading } from '../../ui/portal/States';
import { ProofNote } from '../ProofNote';
import { useRoomText } from '../roomText';
import { TextContext, useText } from '../text';
import { JOIN_CATALOGUES } from './catalogues';
import { JoinForm } from './JoinForm';
import { Joined, type Own } from './Joined';
import { Rights } from './Rights';
import { joiningOf } from './joining';

/** Where the other party learns what mediation is, and decides. */
export default function JoinRoom({ token }: { token: string }) {
  const page = useText();
  const text = useRoomText(JOIN_CATALOGUES);
  if (!text) return <Loading text={page('loading')} />;
  return (
    <TextContext.Provider value={text}>
      <JoinPage token={token} />
      <ProofNote />
    </TextContext.Provider>
  );
}

function JoinPage({ token }: { token: string }) {
  const text = useText();
  const [link, setLink] = useState<PartyLink | null | undefined>(undefined);
  const [error, setError] = useState<ApiError | null>(null);
  const [turn, setTurn] = useState(0);
  const [own, setOwn] = useState<Own | null>(null);
  // A decision whose answer was lost is sent again: the link itself is already used.
  const sent = joiningOf(token).sent();
  useEffect(() => {
    if (own) return;
    const stop = new AbortController();
    setError(null);
    readPartyLink(token, stop.signal).then(
      (found) => !stop.signal.aborted && setLink(found),
      (failure) => !stop.signal.aborted && setError(toApiError(failure)),
    );
    return () => stop.abort();
  }, [token, turn, own]);

  if (own) return <Joined own={own} />;
  const title = text('join.title');
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      {error && (
        <Failed text={text(`error.${error.code}`, error.params, text('error.unknown'))}>
          <button type="button" className="button" onClick={() => setTurn((before) => before + 1)}>
            {text('retry')}
          </button>
        </Failed>
      )}
      {!error && link === undefined && <Loading text={text('loading')} />}
      {link === null && !sent && (
        <>
          <Failed text={text('join.over')} />
          <p>{text('join.over_hint')}</p>
          <p>
            <a className="link" href="#/track">
              {text('join.track')}
            </a>
          </p>
        </>
      )}
      {(link || (link === null && sent)) && (
        <>
          {link && <Rights link={link} />}
          <JoinForm token={token} link={link ?? null} onDone={setOwn} />
        </>
      )}
    </>
  );
}
