import { type FormEvent, useState } from 'react';
import { type PartyView, setMessages } from '../../data/portal/parties';
import { TextField } from '../../ui/portal/Field';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { Trouble } from './Trouble';
import { useSend } from './useSend';

const CHANNELS = ['sms', 'email'] as const;

/** Channels for messages besides this page; turning one on is a consent that can be withdrawn. */
export function Channels({ pair, view, onDone }: { pair: Pair; view: PartyView; onDone: () => void }) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const [address, setAddress] = useState('');
  const { send, busy, error, tries } = useSend(pair, () => {
    setAsking(false);
    onDone();
  });
  const wish = (channel: (typeof CHANNELS)[number], wanted: boolean) => {
    const what = {
      channel,
      wanted,
      language: text.data,
      ...(wanted && channel === 'email' && { address }),
    };
    void send(what, (input) => setMessages({ ...input, ...what }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    wish('email', true);
  };
  return (
    <section className="result" aria-labelledby="channels">
      <h2 id="channels">{text('part.channels')}</h2>
      <p className="hint">{text('part.channels_hint')}</p>
      <Trouble error={error} tries={tries} field="channel-address" />
      <ul className="plain">
        {CHANNELS.filter((channel) => channel !== 'sms' || view.has_phone).map((channel) => {
          const wanted = view.channels.find((one) => one.channel === channel);
          return (
            <li key={channel} className="channel">
              <span>
                {text(`part.channel.${channel}`)}
                {wanted && <span className="hint"> {wanted.shown}</span>}
              </span>
              <button
                type="button"
                className="button button-plain"
                aria-disabled={busy}
                aria-label={text(wanted ? 'part.stop_label' : 'part.want_label', {
                  channel: text(`part.channel.${channel}`),
                })}
                onClick={() =>
                  wanted ? wish(channel, false) : channel === 'email' ? setAsking(true) : wish(channel, true)
                }
              >
                {text(wanted ? 'part.stop' : 'part.want')}
              </button>
            </li>
          );
        })}
      </ul>
      {asking && (
        <form noValidate onSubmit={submit} className="holder">
          <TextField
            id="channel-address"
            label={text('part.address')}
            inputMode="email"
            autoComplete="email"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
          <div className="buttons">
            <button type="submit" className="button" aria-disabled={busy}>
              {text(busy ? 'part.sending' : 'part.want')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
