/** The address of an HTTP connector, parsed once: its origin is what a credential is bound to and what Gateway will not leave. */
import { invalidField } from '../../../http/expected-refusals.ts';

export interface ConnectorAddress {
  readonly url: string;
  readonly origin: string;
}

/** @throws AppError `validation_failed` */
export function parseConnectorUrl(text: string): ConnectorAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fault = url === undefined ? 'is not a URL' : whyNot(url);
  if (url === undefined || fault !== undefined)
    throw invalidField(
      '/transport/url',
      fault ?? 'is not a URL',
      'Give something like https://tools.example.com/mcp.',
    );
  return { url: url.href, origin: url.origin };
}

function whyNot(url: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is neither https nor http';
  if (url.username !== '' || url.password !== '')
    return 'carries a credential; put it into a header, where it is sealed';
  if (url.hash !== '') return 'has a fragment';
  return undefined;
}
