import { isStopword, stopwordBitsAt } from '../../src/similarity/language';
import { languages, stopwords } from '../../src/similarity/language-stopwords';
import { hashes, termsOf } from './terms';

describe('languages', () => {
  const shared = (a: string, b: string): number => {
    const inB = new Set(termsOf(b)[0]);
    return new Set(termsOf(a)[0].filter((term) => inB.has(term))).size;
  };

  it.each([
    [
      'German',
      'Die Anmeldung schlägt nach dem Update fehl und der Benutzer wird abgemeldet',
      'Anmeldungen schlagen fehl wenn der Benutzer nicht abgemeldet ist',
      4,
    ],
    [
      'French',
      "L'application se ferme pendant le chargement des images dans la galerie",
      'Les applications se ferment et les images de la galerie ne sont pas chargées',
      4,
    ],
    [
      'Spanish',
      'La aplicación se cierra cuando el usuario guarda los cambios en la página',
      'Las aplicaciones se cierran al guardar un cambio en una página del usuario',
      5,
    ],
    [
      'Portuguese',
      'A página não carrega quando o usuário está com a conexão lenta',
      'As páginas não carregam para os usuários com uma conexão lenta',
      4,
    ],
    ['Russian', 'Ошибка при загрузке файла на сервер', 'Ошибки загрузки файлов с сервера', 4],
    [
      'English',
      'Users cannot upload attachments after the migration',
      'User uploads of an attachment failed after migrating',
      4,
    ],
  ])('matches inflected %s words', (_language, a, b, least) => {
    expect(shared(a, b)).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['Japanese', 'ログイン画面が表示されない', 'ログイン後に画面が真っ白になる', 4],
    ['Chinese', '登录页面无法打开', '无法打开登录页面', 5],
    ['Korean', '로그인 화면이 표시되지 않습니다', '로그인 화면 표시 오류', 4],
    ['Thai', 'เข้าสู่ระบบไม่ได้', 'ไม่สามารถเข้าสู่ระบบ', 6],
  ])('compares %s by pairs of characters', (_language, a, b, least) => {
    expect(shared(a, b)).toBeGreaterThanOrEqual(least);
  });

  it('reads composed, decomposed, wide and unaccented letters as one term', () => {
    const [first] = termsOf('alpha beta gamma delta café');
    expect(termsOf('alpha beta gamma delta cafe\u0301')[0]).toEqual(first);
    expect(termsOf('alpha beta gamma delta cafe')[0]).toEqual(first);
    expect(termsOf('alpha beta gamma delta ｃａｆｅ')[0]).toEqual(first);
  });

  it('does not take a German article for an English verb where the text is English', () => {
    expect(termsOf('processes die silently after reload')[0]).toContain(hashes('die')[0]);
    expect(termsOf('die Prozesse werden nach dem Neuladen beendet')[0]).not.toContain(hashes('die')[0]);
  });

  it('finds a very short title again in spite of a typing error', () => {
    expect(shared('Login fials', 'Login fails')).toBeGreaterThan(1);
    expect(shared('Authentcation', 'Authentication')).toBeGreaterThan(4);
  });
});

test('a stop word is known in the middle of a text, in any case, exactly when it is known on its own', () => {
  const known = languages.flatMap((language) => [...stopwords[language]]);
  const unknownWords = [
    'Ordner',
    'x',
    'österreich',
    '\u212aept',
    '\u0130n',
    'constructor',
    'hasOwnProperty',
    'a1',
    '1a',
  ];
  for (const word of [...known, ...unknownWords]) {
    for (const written of [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]) {
      const isKnown = languages.some((_, number) => isStopword(written.toLowerCase(), number));
      const text = `(${written})`;
      expect([written, stopwordBitsAt(text, 1, 1 + written.length) !== 0]).toEqual([written, isKnown]);
    }
  }
});
