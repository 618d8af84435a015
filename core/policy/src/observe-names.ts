/**
 * Payment, deletion, export and whatever else leaves something behind, by the tool's own name: no action type says those. It is the second
 * line, behind the record of a person that says the tool reads. A loose match only refuses.
 */
import { foldLetters } from './fold-letters.ts';

/** In turn: how a word begins, what stands anywhere in one, and whole words. */
const never =
  /^(?:pay|paid|buy|eras|drop|dump|wipe|wiping|send|bulk|shar|xfer|push|cancel|clear|empt|writ|creat|updat|insert|reset|sync|copy|copi|notif|submit|commit)|autopay|refund|charg|purchas|transfer|withdraw|debit|credit|remit|settl|checkout|delet|remov|purg|destroy|truncat|unlink|uninstall|trash|export|download|backup|extract|archiv|forward|upload|publish|broadcast|replicat|revok|disburs|payout|overwrit|redeem|^(?:rm|mv|move|cp|ftp|scp|put|save|post|mail|email|wire|run|exec)$/;

/** What may be a thing as well: refused unless the name says that it reads. */
const unlessRead =
  /^(?:make|do|perform|issue|place|trigger|launch|order|book|reserve|rent|invoice|bill|dispatch|tweet|toot|message|msg|dm|sms|fax|ring|dial|call|phone|webhook|give|deliver|ship|kill|terminate|abort|reboot|restart|shutdown|start|stop|pause|resume|suspend|set|unset|add|append|attach|detach|edit|modify|alter|patch|replace|rename|assign|approve|reject|sign|grant|enable|disable|lock|unlock|mint|burn|swap|stake|unstake|donate|tip|bid|sell|trade|print|zip|tar|compress|snapshot|mirror|clone|fork|merge|stream|report|hand|invite|join|subscribe|unsubscribe|register|schedule|apply|deploy|install|import|ingest|flush|rotate|reply|respond|announce|alert|escalate|transact|transaction|txn)$/;
const reads =
  /^(?:get|list|search|read|find|lookup|look|query|show|view|describe|count|fetch|check|inspect|browse|status|info|summary|history)$/;

/** @returns the word of a name or title for which the tool is none to look through */
export function changingWord(name: string): string | undefined {
  const words = wordsOf(name);
  const said = words.some((word) => reads.test(word));
  return words.find((word) => never.test(word) || (!said && unlessRead.test(word)));
}

function wordsOf(name: string): string[] {
  const apart = name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2');
  return foldLetters(apart).split(/[^\p{L}\p{N}]+/u);
}
