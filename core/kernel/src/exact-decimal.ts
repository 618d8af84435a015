/**
 * Decimal numbers as people write them, added and compared exactly: sums of money never pass through a double (product.md 4,
 * control 12). A value is a whole number of units and how many of its digits stand after the point.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

export const zero: Decimal = { units: 0n, scale: 0 };

const numeral = /^(-?)(\d{1,400})(?:\.(\d{1,400}))?(?:e([+-]?\d{1,3}))?$/;

/** @returns undefined for what is no decimal numeral */
export function parseDecimal(text: string): Decimal | undefined {
  const match = numeral.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const scale = fraction.length - Number(power);
  return scale >= 0 ? { units: digits, scale } : { units: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** The decimal that the shortest spelling of this double says. @returns undefined for what is not finite */
export function decimalOf(value: number): Decimal | undefined {
  return parseDecimal(String(value));
}

export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { units: unitsAt(one, scale) + unitsAt(other, scale), scale };
}

export function subtractDecimals(one: Decimal, other: Decimal): Decimal {
  return addDecimals(one, { units: -other.units, scale: other.scale });
}

/** @returns below nothing, nothing, or above nothing, as `one` is less than, equal to or more than `other` */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const scale = Math.max(one.scale, other.scale);
  const [a, b] = [unitsAt(one, scale), unitsAt(other, scale)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** To so many digits after the point, half of the last one up. Of what is not negative. */
export function roundDecimal(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return value;
  const cut = 10n ** BigInt(value.scale - scale);
  return { units: (value.units + cut / 2n) / cut, scale };
}

/** Without an exponent and without needless zeros: one text for one value. */
export function decimalText({ units, scale }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Digits after the point that the value needs. */
export function fractionDigits(value: Decimal): number {
  const text = decimalText(value);
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}
