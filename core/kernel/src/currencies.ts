/**
 * Currencies in use, by their ISO 4217 code, and how many digits the smallest unit of each stands behind the point. A code that is
 * not here is none: three small letters, a look-alike letter and a made-up code are refused where they are read.
 */
const twoDigits =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP ' +
  'CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD ' +
  'KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR ' +
  'PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU ' +
  'UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';
const noDigits = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const threeDigits = 'BHD IQD JOD KWD LYD OMR TND';
const fourDigits = 'CLF UYW';

const digits: ReadonlyMap<string, number> = new Map(
  (
    [
      [twoDigits, 2],
      [noDigits, 0],
      [threeDigits, 3],
      [fourDigits, 4],
    ] as const
  ).flatMap(([codes, count]) => codes.split(' ').map((code) => [code, count] as const)),
);

export const currencyCodes: readonly string[] = [...digits.keys()].sort();

/** @returns undefined for what is no currency in use */
export function minorDigitsOf(code: string): number | undefined {
  return digits.get(code);
}
