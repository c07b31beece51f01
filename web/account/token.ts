import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** Where the token of an opened link is stored, for this browser tab only, until it has been used. */
const KEY = 'e-mediation-invitation';

/** Removes the stored token: it has been used, or is invalid. */
export function dropToken() {
  sessionStorage.removeItem(KEY);
}

/**
 * The token after the `#` of an invitation's link; null without one. It is removed from the URL at once, so
 * that it stays neither in the history nor on a screen that somebody photographs.
 */
export function useToken(): string | null {
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const [token, setToken] = useState(() => hash.slice(1) || sessionStorage.getItem(KEY));
  useEffect(() => {
    if (!hash) return;
    sessionStorage.setItem(KEY, hash.slice(1));
    setToken(hash.slice(1));
    void navigate(pathname, { replace: true });
  }, [hash, pathname, navigate]);
  return token;
}
