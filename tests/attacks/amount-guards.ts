/** What keeps the access matrix closed, and amounts from hiding in each other: each line with the test that goes red without it. */
import type { Row } from './observe-guards.ts';

const cases = 'core/policy/src/decide.test.ts';
const matrix = 'core/policy/src/capabilities/access-matrix.ts';
const amounts = 'core/policy/src/amounts.ts';
const amountsTest = 'core/policy/src/amounts.test.ts';
const limits = 'core/policy/src/transaction-limits.ts';
const limitsTest = 'core/policy/src/currency-limits.test.ts';
const agentic = 'apps/platform/src/features/agentic';

export const amountRows: readonly Row[] = [
  [
    'matrix: all data domains of a tool are given, not one of them',
    matrix,
    'const missing = domains.filter((one) => !given.has(one));',
    'const missing = domains.some((one) => given.has(one)) ? [] : domains;',
    cases,
    'each data domain that the tool names must be given',
  ],
  [
    'matrix: of two rows the stricter counts',
    matrix,
    "byDomain.set(dataDomain, byDomain.get(dataDomain) === 'read' ? 'read' : access);",
    'byDomain.set(dataDomain, access);',
    cases,
    'of two rows about one cell the stricter counts',
  ],
  [
    'matrix: without its last row an agent is closed',
    matrix,
    'if (accessMatrix !== undefined) byAgent.set(id, indexRows(accessMatrix));',
    'if ((accessMatrix ?? []).length > 0) byAgent.set(id, indexRows(accessMatrix ?? []));',
    cases,
    'an agent whose last row was taken is closed, and not free',
  ],
  [
    'matrix: names systems of this organisation',
    `${agentic}/access-matrix/set-agent-access.ts`,
    'if (!known.has(row.connectorId))',
    'if (known.size > 1_000)',
    `${agentic}/access-matrix/access-matrix.test.ts`,
    'what is no cell of this organisation is refused, and nothing of it is kept',
  ],
  [
    'amounts: no item is below nothing',
    amounts,
    "if (typeof found !== 'number' || !(found >= 0 && found <= amountMax)) return undefined;",
    "if (typeof found !== 'number' || !(found <= amountMax)) return undefined;",
    cases,
    'an item below nothing lowers no sum',
  ],
  [
    'amounts: an empty list is none',
    'core/policy/src/json-pointer.ts',
    'else if (value.length === 0) visit(undefined);',
    '',
    cases,
    'an empty list holds no amount',
  ],
  [
    'amounts: finer than the currency is none',
    amounts,
    'if (!inMinor) return fractionDigits(amount) <= digits ? amount : undefined;',
    'if (!inMinor) return amount;',
    cases,
    'an amount that is finer than its currency is no amount',
  ],
  [
    'amounts: a currency is one to the letter',
    amounts,
    "return typeof named === 'string' && minorDigitsOf(named) !== undefined ? named : 'currency_invalid';",
    'return String(named).toUpperCase();',
    amountsTest,
    'a currency is one to the letter, or it is none',
  ],
  [
    'limits: a currency that none names is told',
    limits,
    'return named.size === 0',
    'return named.size < 1e9',
    cases,
    'a currency that no limit names is refused where amounts are limited',
  ],
  [
    'limits: a count that says nothing of a currency is none of it',
    limits,
    'return currency === null ? plainAmount(amount) : undefined;',
    'return plainAmount(amount);',
    limitsTest,
    'a count that says nothing of a currency, twice something, or less than nothing is no count',
  ],
  [
    'limits: the count of a currency is kept',
    `${agentic}/decisions/count-transactions.ts`,
    'if (currency !== null) currencyAmounts[currency] = decimalText(amount);',
    '',
    `${agentic}/decisions/currency-limits.test.ts`,
    'each currency is counted by itself, and what is told of it is what was moved',
  ],
  [
    'records: a currency stands beside its amount',
    `${agentic}/connectors/pin-tool.ts`,
    'else if (!standsBeside(amountCurrency.pointer, amountPointer))',
    'else if (amountPointer.length > 1e6)',
    `${agentic}/decisions/amounts-end-to-end.test.ts`,
    'a record of a tool says what its amounts are in, or is refused',
  ],
];
