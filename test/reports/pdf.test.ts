// PDFs that another program can read: titles in any script come back as they were, long tables go over pages with their
// head, and only the fonts are opened that the text needs.

import { chooseFonts } from '../../static/project/pdf/font-shelf';
import type { PdfContent } from '../../static/project/pdf/pdf-content';
import { summaryPdf } from '../../static/project/pdf/summary-pdf';
import { runsOf, settable } from '../../static/project/pdf/text-runs';
import { fontsOnDisk } from './fonts-on-disk';
import { textOfPdf } from './read-pdf';

const content = (rows: readonly (readonly string[])[], title = 'Duplicates in Shop'): PdfContent => ({
  locale: 'en-US',
  title,
  subtitle: 'As of today.',
  tiles: [{ name: 'Found', value: '128' }],
  charts: [
    {
      title: 'By type',
      labels: ['Bug', 'ストーリー'],
      isStacked: false,
      isHorizontal: true,
      series: [
        { name: 'Found', token: '--ds-chart-brand', points: [7, 3].map((value) => ({ value, written: `${value}` })) },
      ],
    },
  ],
  table: {
    title: 'The best pairs',
    columns: [
      { name: 'First', share: 0.5 },
      { name: 'Second', share: 0.5 },
    ],
    rows,
    note: null,
  },
  missingNote: 'Some characters are missing.',
  pageNote: 'Page {page} of {pages}',
});

const titles = {
  Cyrillic: 'Ошибка при входе: пароль не принят',
  Japanese: '検索結果が表示されない（エラー）',
  Arabic: 'خطأ في تسجيل الدخول',
  Persian: 'ورود به سیستم ممکن نیست',
  Hebrew: 'שגיאה בכניסה למערכת',
  'Latin and Hebrew': 'Login שגיאה 500',
  Thai: 'เข้าสู่ระบบไม่ได้',
  Greek: 'Σφάλμα σύνδεσης',
  Vietnamese: 'lỗi đăng nhập',
  Accents: 'Größenänderung à l’été — “naïve”',
};

describe('a PDF of many rows', () => {
  const fillers = Array.from({ length: 200 }, (_, at) => [`SHOP-${at} A title of some length`, `PAY-${at} Another`]);
  let pages: readonly string[] = [];
  beforeAll(async () => {
    const rows = [...Object.entries(titles).map(([script, title]) => [title, script]), ...fillers];
    pages = await textOfPdf(await summaryPdf(content(rows), fontsOnDisk()));
  });

  it('gives titles of any script back as they were', () => {
    const text = withoutSpaces(pages.join(' '));
    const lost = Object.entries(titles).filter(([, title]) => !text.includes(withoutSpaces(title)));
    expect(lost).toEqual([]);
    expect(text).not.toContain(withoutSpaces('Some characters are missing.'));
  });

  it('begins with the title, the figures and the charts with their labels', () => {
    for (const text of ['Duplicates in Shop', 'Found', '128', 'By type', 'ストーリー', '7']) {
      expect(withoutSpaces(pages[0] ?? '')).toContain(withoutSpaces(text));
    }
  });

  it('goes over as many pages as it takes, with the head of the table on each and no row lost', () => {
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.every((page) => page.includes('First') && page.includes('Second'))).toBe(true);
    expect(pages.map((page, at) => page.includes(`Page ${at + 1} of ${pages.length}`))).not.toContain(false);
    const all = pages.join(' ');
    for (const [first] of fillers) expect(all).toContain(first?.split(' ')[0]);
  });
});

it('says that a character is in none of its fonts instead of leaving it out', async () => {
  const [page = ''] = await textOfPdf(await summaryPdf(content([['Linear B: 𐀀', 'x']]), fontsOnDisk()));
  expect(page).toContain('Some characters are missing.');
  expect(page).toContain('\uFFFD');
});

it('opens only the slices that a text needs', async () => {
  const opened: string[] = [];
  await chooseFonts('Plain words, 123', fontsOnDisk(opened));
  expect(opened).toEqual(['noto-sans latin']);
  await chooseFonts('Ошибка', fontsOnDisk(opened));
  expect(opened).toEqual(['noto-sans latin', 'noto-sans cyrillic']);
});

describe('runs of a line', () => {
  const latin = 0;
  const arabic = 1;
  const sliceOf = new Map<number, number>();
  for (const letter of 'abc (12) ') sliceOf.set(letter.codePointAt(0) ?? 0, latin);
  for (const letter of 'خطأ') sliceOf.set(letter.codePointAt(0) ?? 0, arabic);
  const shown = (text: string) => runsOf(text, sliceOf, { text: '?', slice: latin }).map((run) => run.text);

  it('puts right-to-left words where the eye expects them, and numbers among them unturned', () => {
    expect(shown('abc خطأ 12')).toEqual(['abc ', '12', ' ', 'خطأ']);
    expect(shown('خطأ abc')).toEqual(['abc', ' ', 'خطأ']);
  });

  it('turns brackets around with the direction', () => {
    expect(shown('خطأ (خطأ)')).toEqual(['(', 'خطأ', ') ', 'خطأ']);
  });

  it('drops what cannot be seen and breaks no line', () => expect(settable(' a\u0000b\u200D\nc ')).toBe('ab c'));
});

function withoutSpaces(text: string): string {
  return text.normalize('NFC').replace(/\s/gu, '');
}
