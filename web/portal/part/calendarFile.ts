import type { PlannedSession } from '../../data/portal/parties';

const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/** Escapes the special characters of the calendar format. */
const plain = (raw: string) => raw.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, '\\n');

/** Lines of at most 75 bytes; a longer one continues after a space. */
function folded(line: string): string {
  let out = '';
  let bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > 73) {
      out += '\r\n ';
      bytes = 1;
    }
    out += character;
    bytes += size;
  }
  return out;
}

/**
 * A session as an iCalendar event (RFC 5545) with a reminder one hour before. A rescheduled session replaces
 * the earlier event.
 */
function calendarText(session: PlannedSession, title: string, now = Date.now()): string {
  const start = Date.parse(session.starts_at);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//e-mediation//portal//ZH',
    'BEGIN:VEVENT',
    `UID:${session.id}@e-mediation`,
    `SEQUENCE:${session.version}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + session.minutes * 60_000)}`,
    `SUMMARY:${plain(title)}`,
    `LOCATION:${plain(session.place)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${plain(title)}`,
    'TRIGGER:-PT1H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

/** A session's calendar file as a data URL. */
export const calendarFile = (session: PlannedSession, title: string): string =>
  `data:text/calendar;charset=utf-8,${encodeURIComponent(calendarText(session, title))}`;
