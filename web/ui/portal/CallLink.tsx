/** A telephone number as a link that starts a call. */
export function CallLink({ phone, text, className }: { phone: string; text: string; className?: string }) {
  return (
    <a className={className ?? 'call'} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      {text}
    </a>
  );
}
