/** Progress as a text and a bar. */
export function Progress({ step, total, text }: { step: number; total: number; text: string }) {
  return (
    <div className="progress">
      <p>{text}</p>
      <div className="progress-bar" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} className={index < step ? 'on' : ''} />
        ))}
      </div>
    </div>
  );
}
