/** Form fields from native controls: label above, help below, error tied by id. Native, because they need no script to be accessible. */
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';

interface Frame {
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
}

function describe(id: string, { help, error }: Pick<Frame, 'help' | 'error'>) {
  const ids = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { id, ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': true } : {}) };
}

function FieldFrame({
  id,
  label,
  help,
  error,
  children,
}: Frame & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {help ? (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

export function TextField({ label, help, error, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <input type="text" autoComplete="off" {...rest} {...describe(id, { help, error })} />
    </FieldFrame>
  );
}

export function TextArea({
  label,
  help,
  error,
  ...rest
}: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <textarea rows={4} {...rest} {...describe(id, { help, error })} />
    </FieldFrame>
  );
}

export function SelectField({
  label,
  help,
  error,
  children,
  ...rest
}: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <select {...rest} {...describe(id, { help, error })}>
        {children}
      </select>
    </FieldFrame>
  );
}
