/** One change at a time: runs it, keeps what was refused, says while it waits. Nothing is shown as done before the server said so. */
import { useState } from 'react';

export function useActing() {
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  /** True when it went through. */
  const act = async (change: () => Promise<unknown>): Promise<boolean> => {
    setWaiting(true);
    setError(undefined);
    try {
      await change();
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    } finally {
      setWaiting(false);
    }
  };
  return { waiting, error, act, forget: () => setError(undefined) };
}
