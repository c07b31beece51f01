import { useEffect, useRef, type ReactNode } from 'react';

/** On the first screen of a visit the focus stays where the browser put it. */
let arrived = false;

/**
 * The heading of a screen: sets the page title, and takes the focus so that a screen reader announces the new
 * screen.
 */
export function Heading({ children, pageTitle }: { children: ReactNode; pageTitle: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);
  useEffect(() => {
    if (arrived) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    arrived = true;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
