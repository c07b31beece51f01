const SHAPES = {
  green: <circle cx="8" cy="8" r="7" />,
  amber: <path d="M8 1l7.5 14H.5z" />,
  red: <path d="M4.8.5h6.4l4.3 4.3v6.4l-4.3 4.3H4.8L.5 11.2V4.8z" />,
};

/** The state of a deadline: colour, shape and text. */
export function Light({ colour, word }: { colour: 'green' | 'amber' | 'red'; word: string }) {
  return (
    <span className={`light light-${colour}`}>
      <svg aria-hidden="true" viewBox="0 0 16 16" width="14" height="14" fill="currentColor">
        {SHAPES[colour]}
      </svg>
      {word}
    </span>
  );
}
