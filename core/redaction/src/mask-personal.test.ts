/** The safe form: personal values go, what the record is about stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskPersonal } from './mask-personal.ts';

const field = '[redacted:personal_field]';

test('personal columns of a table are masked, header, other columns and line count stay', () => {
  const table = [
    'claim_id,claimant_name,dateOfBirth,amount,status,email',
    'C-1,"Invented, Ada",1970-01-02,1200.50,open,ada@example.com',
    'C-2,Bo Made-Up,1980-02-03,300,closed,',
    'C-3,"Two\nLines",,1,"said ""yes""",x',
  ].join('\n');
  assert.equal(
    maskPersonal(table).text,
    [
      'claim_id,claimant_name,dateOfBirth,amount,status,email',
      `C-1,"${field}",${field},1200.50,open,[redacted:email]`,
      `C-2,${field},${field},300,closed,`,
      `C-3,"${field}",,1,"said ""yes""",${field}`,
    ].join('\n'),
  );
});

test('the delimiter and the line ends of a table do not matter', () => {
  assert.equal(maskPersonal('id;name\r\n1;Ada\r\n').text, `id;name\r\n1;${field}\r\n`);
  assert.equal(maskPersonal('id\tsurname\n1\tAda\n').text, `id\tsurname\n1\t${field}\n`);
});

test('named members and lines are masked', () => {
  assert.equal(
    maskPersonal('{"firstName": "Ada", "status":"open", "dob": "1970-01-02"}').text,
    `{"firstName": "${field}", "status":"open", "dob": "${field}"}`,
  );
  assert.equal(
    maskPersonal('The claimant name: Ada Invented\nStatus: open').text,
    `The claimant name: ${field}\nStatus: open`,
  );
});

test('addresses and numbers are masked wherever they stand', () => {
  const { text } = maskPersonal(
    'Call +44 20 7946 0958, write jo@example.com, pay DE89370400440532013000, seen at 203.0.113.9',
  );
  assert.equal(
    text,
    'Call [redacted:phone], write [redacted:email], pay [redacted:iban], seen at [redacted:ip_address]',
  );
});

test('names of files, tools and hosts are no persons', () => {
  const text = 'file_name: report.txt\ntool_name: read\nversion: 1.2.3';
  assert.equal(maskPersonal(text).text, text);
});

test('a table is known by its header wherever in the text it stands', () => {
  const text =
    'first.csv:\nid,name\n1,Ada Invented\n---\nsecond.csv:\namount;surname\n12;Made-Up\n\nno table';
  assert.equal(
    maskPersonal(text).text,
    `first.csv:\nid,name\n1,${field}\n---\nsecond.csv:\namount;surname\n12;${field}\n\nno table`,
  );
});

test('rows without their header, as in the tail of a file, lose what reads like a name', () => {
  assert.equal(
    maskPersonal('C-7,Ada Invented,open,300,ada@example.com\nC-8,"Jo de la Example",closed,2026-01-02,\n')
      .text,
    `C-7,${field},open,300,[redacted:email]\nC-8,"${field}",closed,2026-01-02,\n`,
  );
});

test('a row with more cells than its header hides what no column speaks for', () => {
  assert.equal(maskPersonal('id,name\n1,Ada,Invented').text, `id,name\n1,${field},${field}`);
});
