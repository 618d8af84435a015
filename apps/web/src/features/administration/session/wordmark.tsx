/** The product's name and sign, on the pages that stand outside the console. */
export function Wordmark() {
  return (
    <p className="wordmark" aria-hidden="true">
      <svg viewBox="0 0 32 32">
        <circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M16 3a13 13 0 0 1 0 26z" fill="currentColor" />
      </svg>
      Gamut
    </p>
  );
}
