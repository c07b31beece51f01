import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { locate, publicOutlines, type FilingForm } from '../../data/portal/public';
import { type Proposal, proposalsIn, shortName } from '../../data/core/proposals';
import { Wrong } from '../../ui/portal/Field';
import { Loading } from '../../ui/portal/States';
import type { Draft } from '../draft';
import { useText } from '../text';
import { LoadGuard } from '../LoadGuard';
import type { Filing } from './useFiling';

const PinMap = lazy(() => import('./PinMap'));

interface PinPartProps {
  form: FilingForm;
  filing: Filing;
  error: string | undefined;
  onPlaced: () => void;
}

/** What is told about the pin below the map. */
interface Said {
  text: string;
  problem: boolean;
}

/** Puts the pin into the draft, and the county around it, which the server knows. */
function usePlacing({ filing: { draft, change }, onPlaced }: PinPartProps) {
  const text = useText();
  const [said, setSaid] = useState<Said | null>(null);
  const asking = useRef<AbortController | null>(null);
  const county = useRef(draft.county);
  county.current = draft.county;
  useEffect(() => () => asking.current?.abort(), []);

  const place = async (pin: Draft['pin']) => {
    asking.current?.abort();
    change({ pin }, 'longitude', 'latitude');
    setSaid(null);
    if (!pin) return;
    onPlaced();
    const asked = (asking.current = new AbortController());
    setSaid({ text: text('place.locating'), problem: false });
    try {
      const found = await locate(pin.longitude, pin.latitude, asked.signal);
      if (asked.signal.aborted) return;
      if (!found) {
        // Without loaded outlines no place is known to be outside the city.
        const outlines = await publicOutlines(asked.signal);
        if (asked.signal.aborted) return;
        return setSaid(outlines.length > 0 ? { text: text('place.outside'), problem: true } : null);
      }
      // The map itself already says where the pin is.
      if (county.current?.code === found.code) return setSaid(null);
      change({ county: found, town: null, village: null }, 'region_code');
      setSaid({ text: text('place.changed', { county: found.name }), problem: false });
    } catch {
      if (!asked.signal.aborted) setSaid({ text: text('place.unchecked'), problem: true });
    }
  };
  return { said, setSaid, place };
}

/** An optional map, loaded when opened; its pin also chooses the county. */
export function PinPart(props: PinPartProps) {
  const { form, filing, error } = props;
  const { draft } = filing;
  const text = useText();
  const [open, setOpen] = useState(() => draft.pin !== null || error !== undefined);
  const { said, setSaid, place } = usePlacing(props);
  const city = form.regions.find(({ level }) => level === 1);
  return (
    <section className="pin" aria-label={text('place.pin')}>
      {error && <Wrong id="longitude" text={error} />}
      <Fixes form={form} filing={filing} onFix={() => setSaid(null)} />
      <button
        type="button"
        id="longitude"
        className="button button-plain button-wide"
        aria-expanded={open}
        aria-describedby={error && 'longitude-error'}
        onClick={() => setOpen(!open)}
      >
        {text(open ? 'place.pin_close' : 'place.pin')}
      </button>
      <p className="hint">{text('place.pin_hint')}</p>
      {open && (
        <LoadGuard text={text('place.map_failed')}>
          <Suspense fallback={<Loading text={text('place.map_loading')} />}>
            <PinMap
              value={draft.pin}
              onChange={(pin) => void place(pin)}
              focus={draft.county?.code ?? null}
              regions={form.regions}
              center={[city?.longitude ?? 117, city?.latitude ?? 25.1]}
            />
          </Suspense>
        </LoadGuard>
      )}
      <p role="status" className={said?.problem ? 'wrong' : undefined}>
        {said?.text}
      </p>
    </section>
  );
}

interface FixesProps extends Pick<PinPartProps, 'form' | 'filing'> {
  onFix: () => void;
}

/**
 * The fixes proposed with a refusal, one tap each: swap longitude and latitude, use the county of the pin, or remove
 * the pin.
 */
function Fixes({ form, filing: { draft, change, problems }, onFix }: FixesProps) {
  const text = useText();
  const proposals = proposalsIn(problems.find(({ field }) => field === 'longitude')?.params ?? {});
  const fix = ({ kind, longitude, latitude, region_code }: Proposal) => {
    onFix();
    const found = form.regions.find(({ code }) => code === region_code.slice(0, 6));
    const moved = found && found.code !== draft.county?.code;
    change(
      {
        pin: kind === 'region' ? null : { longitude, latitude },
        ...(moved && { county: { code: found.code, name: found.name }, town: null, village: null }),
      },
      'longitude',
      'region_code',
    );
  };
  return proposals.map((one) => (
    <button key={one.kind} type="button" className="button button-plain button-wide" onClick={() => fix(one)}>
      {text(`fix.${one.kind}`, { region: shortName(one) })}
    </button>
  ));
}
