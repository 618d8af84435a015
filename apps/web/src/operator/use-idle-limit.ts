/** Puts the operator out when nobody has touched the page for a while. What the page reads by itself is no touch. */
import { useEffect } from 'react';
import { idleMsMax, leaveDoor } from './door.ts';

export function useIdleLimit(): void {
  useEffect(() => {
    let touchedMs = Date.now();
    const touch = (): void => void (touchedMs = Date.now());
    const look = (): void => {
      if (Date.now() - touchedMs >= idleMsMax) leaveDoor('Nobody touched this page for ten minutes.');
    };
    const timer = window.setInterval(look, 5000);
    document.addEventListener('pointerdown', touch);
    document.addEventListener('keydown', touch);
    // a machine that slept is judged before anything is shown again
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('pointerdown', touch);
      document.removeEventListener('keydown', touch);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
}
