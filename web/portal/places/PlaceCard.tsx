import type { PublicRoom } from '../../data/portal/help';
import { wayTo } from '../../domain/navigation';
import { inLanguage } from '../../text/languages';
import { CallLink } from '../../ui/portal/CallLink';
import { useText } from '../text';

/** One mediation room: what it is, whether it is open, phone and directions. */
export function PlaceCard({ room, rank, marked }: { room: PublicRoom; rank: number; marked: boolean }) {
  const text = useText();
  const category = inLanguage(text.locale, room.category, room.category_en);
  const { longitude, latitude, name } = room;
  const way = longitude === null || latitude === null ? null : wayTo('amap', { longitude, latitude }, name);
  return (
    <li id={`place-${room.id}`} tabIndex={-1} className="place">
      <h2>
        {marked && room.longitude !== null && <span className="place-rank">{rank}</span>} {room.name}
      </h2>
      <p className="hint">
        {[text(`places.kind.${room.kind}`), category, room.region_path].filter(Boolean).join(' · ')}
        {room.distance_km !== null && ` · ${text('places.distance', { km: room.distance_km })}`}
      </p>
      <p>
        {room.open_now !== null && (
          <strong className={room.open_now ? 'light light-green' : 'light light-amber'}>
            {text(room.open_now ? 'places.open' : 'places.closed')}
          </strong>
        )}{' '}
        {room.duty_hours ?? text('places.no_hours')}
      </p>
      {room.address && <p>{room.address}</p>}
      <p className="place-ways">
        {room.phone && <CallLink phone={room.phone} text={text('places.call', { phone: room.phone })} />}
        {way && (
          <a className="call" href={way} target="_blank" rel="noopener noreferrer">
            {text('places.directions')}
            <span className="unseen"> {text('places.directions_of', { name: room.name })}</span>
          </a>
        )}
      </p>
    </li>
  );
}
