/** The signing secret of a webhook endpoint, on the one occasion that it is shown. */
import { ShownOnce } from '../../../parts/shown-once.tsx';

export function SecretNote({ secret }: { readonly secret: string }) {
  return (
    <>
      <ShownOnce
        text={secret}
        copyLabel="Copy secret"
        afterwards="Gamut keeps it sealed, to sign with, and never shows it again."
      />
      <p className="prose">
        Each message carries <code>webhook-id</code>, <code>webhook-timestamp</code> and{' '}
        <code>webhook-signature</code>, as Standard Webhooks says: check the signature with this secret before
        you believe a message.
      </p>
    </>
  );
}
