import { describe, expect, it } from '@jest/globals';
import type { ImportEncoding } from '@dripemails/contracts';
import iconv from 'iconv-lite';
import { detectEncoding } from './detect-encoding.js';
import { decodeOld } from './text-encoding.js';
import { sampleOf } from './text-sample.js';

/** Names and places as they stand in files of customers. */
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  russian: [
    'Иван;Петров;Москва',
    'Мария;Сидорова;Санкт-Петербург',
    'Ольга;Щербакова;Нижний Новгород',
    'Юлия;Жукова;Казань',
  ],
  ukrainian: ['Олександр;Шевченко;Київ', 'Юлія;Галаган;Чернівці', 'Євген;Їжак;Львів', 'Наталія;Бондаренко;Одеса'],
  polish: ['Łukasz;Wójcik;Łódź', 'Żaneta;Wiśniewska;Gdańsk', 'Józef;Dąbrowski;Kraków', 'Michał;Kowalczyk;Wrocław'],
  czech: ['Jiří;Dvořák;Plzeň', 'Božena;Němcová;Česká Skalice', 'Šimon;Žák;Ústí nad Labem', 'Tomáš;Kučera;Brno'],
  hungarian: ['Gergő;Szűcs;Győr', 'Zoltán;Kovács;Székesfehérvár', 'Ágnes;Tóth;Pécs', 'László;Németh;Nyíregyháza'],
  japanese: ['太郎;山田;東京', '花子;佐藤;大阪市中央区', '美咲;高橋;名古屋市', 'ケンジ;渡辺;ポートランド'],
  korean: ['민수;김;서울', '영희;박;부산광역시', '지훈;이;대구', '수진;최;인천광역시'],
  greek: ['Γιώργος;Παπαδόπουλος;Αθήνα', 'Μαρία;Οικονόμου;Θεσσαλονίκη', 'Ελένη;Νικολάου;Πάτρα'],
  chinese: ['伟;王;北京市朝阳区', '芳;李;上海', '娜;张;广州市', '强;刘;深圳'],
  taiwanese: ['志明;陳;台北市', '春嬌;林;高雄市', '美玲;黃;台中市', '家豪;張;新竹'],
  hebrew: ['משה;כהן;תל אביב', 'שרה;לוי;ירושלים', 'דוד;מזרחי;חיפה'],
  arabic: ['محمد;الأحمد;القاهرة', 'فاطمة;علي;الرياض', 'أحمد;حسن;بغداد'],
  turkish: ['Ayşe;Yılmaz;İstanbul', 'Çağrı;Öztürk;Eskişehir', 'Gülşen;Doğan;Iğdır', 'Mehmet;Şahin;İzmir'],
  lithuanian: ['Jūratė;Žukauskaitė;Šiauliai', 'Mindaugas;Kazlauskas;Kėdainiai', 'Žydrūnas;Petrauskas;Panevėžys'],
  french: ['Zoé;Lefèvre;Besançon', 'François;Noël;Nîmes', 'Hélène;Béranger;Orléans', 'Benoît;Gonçalves;Saint-Étienne'],
  german: ['Jörg;Müller;Köln', 'Günther;Schröder;Düsseldorf', 'Bärbel;Weiß;München', 'Jürgen;Groß;Lübeck'],
  spanish: ['José;Núñez;Málaga', 'Íñigo;Peña;Coruña', 'María;García;Cádiz', 'Begoña;Muñoz;Almería'],
  portuguese: ['João;Conceição;São Paulo', 'Inês;Simões;Évora', 'Antônio;Gonçalves;Brasília'],
  swedish: ['Åsa;Sjöberg;Göteborg', 'Björn;Ångström;Malmö', 'Märta;Öberg;Västerås'],
  many: ['Jörg;Müller;Köln', 'Zoé;Lefèvre;Besançon', 'José;Núñez;Málaga', 'Søren;Kjær;Århus', 'João;Simões;Évora'],
  irish: ['Pat;O’Neill;Dublin', 'Sam;D’Arcy;Leeds', 'Kim;O’Brien;York'],
};
const CASES: readonly (readonly [people: string, encoding: ImportEncoding])[] = (
  [
    ['russian', 'windows-1251 KOI8-R IBM866 ISO-8859-5 x-mac-cyrillic'],
    ['ukrainian', 'windows-1251 KOI8-U'],
    ['polish', 'windows-1250 ISO-8859-2 cp852'],
    ['czech', 'windows-1250 ISO-8859-2 cp852'],
    ['hungarian', 'windows-1250 ISO-8859-2'],
    ['japanese', 'Shift_JIS EUC-JP'],
    ['korean', 'EUC-KR'],
    ['greek', 'windows-1253 ISO-8859-7'],
    ['chinese', 'GB18030'],
    ['taiwanese', 'Big5'],
    ['hebrew', 'windows-1255'],
    ['arabic', 'windows-1256 ISO-8859-6'],
    ['turkish', 'windows-1254'],
    ['lithuanian', 'windows-1257 ISO-8859-13'],
    ['french', 'windows-1252 macintosh cp850 ISO-8859-15'],
    ['german', 'windows-1252 macintosh cp850'],
    ['spanish', 'windows-1252 macintosh'],
    ['portuguese', 'windows-1252 macintosh'],
    ['swedish', 'windows-1252 macintosh'],
    ['many', 'windows-1252 macintosh cp850'],
    ['irish', 'windows-1252'],
  ] as const
).flatMap(([people, encodings]) =>
  encodings.split(' ').map((encoding): [string, ImportEncoding] => [people, encoding as ImportEncoding]),
);

function fileOf(people: string, rows: number): string {
  const names = PEOPLE[people] ?? [];
  const lines = Array.from({ length: rows }, (_, n) => `person${n}@example.com;${names[n % names.length] ?? ''}`);
  return ['email;firstName;lastName;city', ...lines, ''].join('\r\n');
}

const encoded = (text: string, encoding: ImportEncoding): Buffer =>
  iconv.encode(text, encoding === 'x-mac-cyrillic' ? 'maccyrillic' : encoding);

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe(detectEncoding, () => {
  it.each(CASES)('reads %s names in %s as they are meant, from eight rows on', async (people, encoding) => {
    for (const rows of [8, 120]) {
      const text = fileOf(people, rows);
      const bytes = encoded(text, encoding);
      const detected = await detectEncoding(await sampleOf(inPieces(bytes, 1000)));
      expect(decodeOld(bytes, detected.encoding)).toBe(text);
    }
  });

  it('is not led astray by a damaged character, nor by lines that are too long to be looked at whole', async () => {
    const bytes = encoded(fileOf('japanese', 60), 'Shift_JIS');
    // the second byte of the last character before a delimiter gone
    const at = bytes.indexOf(encoded('太郎;', 'Shift_JIS')) + 3;
    const damaged = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    expect(decodeOld(damaged, 'Shift_JIS')).toContain('\uFFFD');
    // one of them would be cut within a character
    const cells = Array(60).fill('東京大阪市中央区名古屋市横浜山田太郎').join(';');
    const long = ['x', 'xx'].map((before) => encoded(`${before};${cells}`, 'Shift_JIS'));
    for (const file of [damaged, ...long.map((line) => Buffer.concat([line, line, line]))])
      expect(await detectEncoding(await sampleOf(inPieces(file, 1000)))).toMatchObject({ encoding: 'Shift_JIS' });
  });

  it.each(['polish', 'japanese', 'french'])('is not sure of one row alone (%s)', async (people) => {
    const bytes = encoded(fileOf(people, 1), people === 'japanese' ? 'EUC-JP' : 'windows-1250');
    expect(await detectEncoding(await sampleOf(inPieces(bytes, 50)))).toMatchObject({ found: 'unsure' });
  });

  it('is sure where no other fits, and names what fits nearly as well where it is not', async () => {
    const of = async (people: string, encoding: ImportEncoding) =>
      await detectEncoding(await sampleOf(inPieces(encoded(fileOf(people, 40), encoding), 7)));
    expect(await of('german', 'windows-1252')).toEqual({ encoding: 'windows-1252', found: 'likely', others: [] });
    expect(await of('japanese', 'Shift_JIS')).toEqual({ encoding: 'Shift_JIS', found: 'likely', others: [] });
    expect(await of('russian', 'windows-1251')).toMatchObject({ encoding: 'windows-1251', found: 'likely' });
    expect(await of('lithuanian', 'windows-1257')).toMatchObject({ found: 'unsure', others: ['windows-1252'] });
  });
});

describe(sampleOf, () => {
  it('keeps whole lines that are not ASCII, however the file comes', async () => {
    const bytes = Buffer.from('email\r\na@x.example;J\xfcrgen\nb@x.example;Bob\nc@x.example;Zo\xeb', 'latin1');
    for (const size of [1, 5, 1000])
      expect(await sampleOf(inPieces(bytes, size))).toEqual({
        bytes: Buffer.from('a@x.example;J\xfcrgen\nc@x.example;Zo\xeb\n', 'latin1'),
        lines: 2,
        isMixed: false,
      });
  });

  it('tells a file that is UTF-8 in part, by lines or within them', async () => {
    const part = (utf8: string, latin1: string) => Buffer.concat([Buffer.from(utf8), Buffer.from(latin1, 'latin1')]);
    const byLine = part('a@x.example;Björn\n', 'b@x.example;J\xfcrgen\n'.repeat(3));
    const within = Buffer.concat(Array.from({ length: 9 }, () => part('a@x.example;Björn;', 'D\xfcren\n')));
    for (const bytes of [byLine, within])
      expect(await sampleOf(inPieces(bytes, 1000))).toMatchObject({ isMixed: true });
    const korean = encoded(fileOf('korean', 50), 'EUC-KR');
    expect(await sampleOf(inPieces(korean, 1000))).toMatchObject({ isMixed: false });
  });
});
