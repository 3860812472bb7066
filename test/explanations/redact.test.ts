// What a language model never gets to read, in the shapes in which people paste it, and the answer that it gives taken as
// nothing more than a verdict and a line of text. That the patterns are linear is proved with all others of the app.

import fc from 'fast-check';
import { explainedOf, questionOf } from '../../src/explanations/question';
import { redact } from '../../src/explanations/redact';

describe('redaction', () => {
  it.each<[string, string, readonly string[]]>([
    ['a mail address', 'Ask anna.muster+jira@example.co.uk today', ['anna', 'muster', 'example']],
    ['a mail address in a sentence without spaces', '連絡先はanna@example.jpです', ['anna@', 'example']],
    ['a mail address in full-width letters', 'Ask ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', ['anna', 'example', 'ａｎｎａ']],
    ['a mail address with an invisible character', 'Ask an\u200bna@exam\u00adple.com', ['example', 'exam', 'anna']],
    ['a mail address with umlauts', 'An jürgen@müller.de', ['jürgen', 'müller']],
    [
      'a link with a password',
      'See https://anna:hunter2@ci.example.com/job/7?token=abc',
      ['anna', 'hunter2', 'example', 'abc'],
    ],
    ['a link without a protocol', 'See www.example.com/users/anna', ['example', 'anna']],
    ['an address of another protocol', 'postgres://anna:hunter2@db/main', ['anna', 'hunter2', 'main']],
    ['an IPv4 address', 'from 10.20.30.40:8080 to 192.168.0.1', ['10.20.30.40', '192.168']],
    ['an IPv6 address', 'from 2001:db8::8a2e:370:7334 and fe80::1', ['2001', '7334', 'fe80']],
    ['the home of a user', 'in /home/anna/project and /Users/ben/Desktop', ['anna', 'ben', 'Desktop']],
    ['a path of Windows with a space', 'in C:\\Users\\Anna Muster\\Desktop\\a.txt now', ['Anna', 'Muster', 'Desktop']],
    ['a path in a network', 'on \\\\fileserver\\anna\\plans', ['fileserver', 'anna']],
    ['a mention', 'asked [~accountid:5be24ad8b1653240376955d2] and @anna.muster', ['5be24', 'anna']],
    ['a password', 'password: hunter2, then go', ['hunter2']],
    ['a header', 'Authorization: Bearer abc.def.ghi', ['abc.def']],
    ['a token', `used ATATT3xFfGF0T4JVjdmk and ${'AKIA'}IOSFODNN7EXAMPLE`, ['ATATT3', 'AKIA']],
    [
      'a web token',
      `${'eyJ'}hbGciOiJIUzI1NiJ9.${'eyJ'}zdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4`,
      ['eyJhbG', 'eyJzdWI', 'SflKx'],
    ],
    ['a secret without digits', 'key wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY', ['wJalr']],
    [
      'a private key',
      `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEow\nabc\n-----END RSA ${'PRIVATE'} KEY-----`,
      ['MIIEow', 'abc'],
    ],
    ['a telephone number', 'call +49 (30) 901820-12 or 030/9018209', ['901820', '9018209']],
    ['the number of a card', 'paid with 4111 1111 1111 1111', ['4111', '1111']],
    ['an account', 'IBAN DE89 3704 0044 0532 0130 00', ['3704', '0532']],
  ])('takes out %s', (_name, text, gone) => {
    const left = redact(text);
    for (const part of gone) expect(left).not.toContain(part);
    expect(left).toMatch(/\[(?:mail|link|address|path|person|secret|number)\]/);
  });

  it.each([
    'Checkout freezes at 12:30:45 in version 2.9.10 with error E4012',
    'NullPointerException in OrderService.save, see SHOP-12',
    'std::vector grows; the dialog "Save as" stays empty',
    '支払い画面が固まる',
  ])('leaves a sentence that names nobody as it is: %s', (text) => expect(redact(text)).toBe(text));

  it('leaves no mail address, link or number behind wherever it stands', () => {
    const around = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '(', '"', '、', '<', ',', 'é', '.'),
      maxLength: 30,
    });
    const secret = fc.constantFrom('zq@zq.io', 'ftp://zq/zq', '9876543210', '/home/zq', '@zq');
    fc.assert(
      fc.property(around, secret, around, (before, hidden, after) => {
        expect(redact(`${before}${hidden}${after}`)).not.toMatch(/zq|987654/);
      }),
    );
  });

  it('comes before the cut, so that no half of an address is left at the end', () => {
    const description = `${'word '.repeat(398)}anna.muster@example.com`;
    const { user } = questionOf({ summary: 'a', description }, { summary: 'b', description: '' }, 'en-US');
    expect(user).not.toContain('anna');
    expect(user.length).toBeLessThan(2_200);
  });
});

describe('the answer of the model', () => {
  it.each<[string, unknown]>([
    ['another verdict', { verdict: 'delete both', sentence: 'Done.' }],
    ['more than was asked for', { verdict: 'same', sentence: 'Yes.', close: ['SHOP-1'] }],
    ['no sentence', { verdict: 'same', sentence: ' \u200b\n ' }],
    ['a text', 'same'],
    ['nothing', undefined],
  ])('with %s is no answer', (_name, given) => expect(explainedOf(given)).toBeNull());

  it('is one line without characters that turn or hide text, and not longer than a sentence', () => {
    const sentence = `Both\nspeak\u202e of <b>login</b> ${'and more '.repeat(100)}`;
    const explained = explainedOf({ verdict: 'same', sentence });
    expect(explained?.sentence).toMatch(/^Both speak of <b>login<\/b> and more/);
    expect(explained?.sentence.length).toBeLessThanOrEqual(240);
    expect(explained?.sentence).not.toMatch(/[\n\u202e]/);
  });
});
