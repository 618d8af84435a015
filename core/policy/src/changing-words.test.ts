/** Names that say that something is left behind, word by word, wherever a name joins its words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changingWord } from './observe-names.ts';

const beginnings =
  'pay paid buy eras drop dump wipe wiping send bulk shar xfer push cancel clear empt writ creat updat insert reset sync copy copi notif submit commit';
const anywhere =
  'autopay refund charg purchas transfer withdraw debit credit remit settl checkout delet remov purg destroy truncat unlink uninstall trash export download backup extract archiv forward upload publish broadcast replicat revok disburs payout overwrit redeem';
const whole = 'rm mv move cp ftp scp put save post mail email wire run exec';
const unlessRead =
  'make do perform issue place trigger launch order book reserve rent invoice bill dispatch tweet toot message msg dm sms fax ring dial call phone webhook give deliver ship kill terminate abort reboot restart shutdown start stop pause resume suspend set unset add append attach detach edit modify alter patch replace rename assign approve reject sign grant enable disable lock unlock mint burn swap stake unstake donate tip bid sell trade print zip tar compress snapshot mirror clone fork merge stream report hand invite join subscribe unsubscribe register schedule apply deploy install import ingest flush rotate reply respond announce alert escalate transact transaction txn';
const reads =
  'get list search read find lookup look query show view describe count fetch check inspect browse status info summary history';

test('what begins so, holds this or is that word changes something', () => {
  for (const word of beginnings.split(' ')) assert.equal(changingWord(`get_${word}x`), `${word}x`);
  for (const word of anywhere.split(' ')) assert.equal(changingWord(`get x${word}x`), `x${word}x`);
  for (const word of whole.split(' ')) assert.equal(changingWord(`get.${word}`), word);
});

test('a word that only holds what another begins with, or is part of one, changes nothing', () => {
  for (const word of beginnings.split(' ').filter((one) => !['pay'].includes(one) && !anywhere.includes(one)))
    assert.equal(changingWord(`q${word}`), undefined, word);
  for (const word of whole.split(' ')) {
    assert.equal(changingWord(`q${word}`), undefined, word);
    assert.equal(changingWord(`${word}qq`), undefined, word);
  }
});

test('what may be a thing changes something, unless the name says that it reads', () => {
  for (const word of unlessRead.split(' ')) {
    assert.equal(changingWord(`my-${word}`), word);
    assert.equal(changingWord(`q${word}q`), undefined, word);
    assert.equal(changingWord(`get_${word}`), undefined, word);
  }
  for (const word of reads.split(' ')) {
    assert.equal(changingWord(`${word} order`), undefined, word);
    assert.equal(changingWord(`${word}q order`), 'order', word);
    assert.equal(changingWord(`q${word} order`), 'order', word);
  }
});

test('words are parted by capitals, digits and signs, in any letters', () => {
  assert.equal(changingWord('getThenDelete'), 'delete');
  assert.equal(changingWord('v2Send'), 'send');
  assert.equal(changingWord('__a--ＲＭ__'), 'rm');
  assert.equal(changingWord('__'), undefined);
  assert.equal(changingWord(''), undefined);
  assert.equal(changingWord('-Get -Order'), undefined);
});
