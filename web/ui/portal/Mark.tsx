/** The product's logo: two hands around a conversation. */
export function Mark() {
  return (
    <svg aria-hidden="true" className="mark" viewBox="0 0 32 32" width="32" height="32">
      <rect width="32" height="32" rx="7" />
      <path d="M7 16a9 9 0 0 1 18 0H12m13 0a9 9 0 0 1-16 5.6" />
    </svg>
  );
}
