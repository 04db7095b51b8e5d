// Words, numbers and dates in the page's language.
const lang = settings.lang === 'en' ? 'en-GB' : settings.lang;
// Made when first needed: each takes the browser some milliseconds.
const lazy = (make) => { let made = null; return () => (made ??= make()); };
const plurals = lazy(() => new Intl.PluralRules(lang));
const numberFormat = new Intl.NumberFormat(lang);
const dateFormat = (options) => new Intl.DateTimeFormat(lang, { timeZone: 'UTC', ...options });
const dayFormat = lazy(() => dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }));
const shortDayFormat = lazy(() => dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }));
const shortDayWords = (day) => shortDayFormat().format(new Date(day * MS_PER_DAY));
const monthFormat = lazy(() => dateFormat({ month: 'long', year: 'numeric' }));

function t(key, values) {
  const counted = values && 'n' in values ? `${key}_${plurals().select(values.n)}` : key;
  const text = settings.strings[counted] ?? settings.strings[`${key}_other`] ?? settings.strings[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values ? values[name] : '';
    return typeof value === 'number' ? number(value) : String(value ?? '');
  });
}

// What stands between groups of three figures, where the language writes numbers so: null where it does not.
const separator = lazy(() => {
  const between = (numberFormat.formatToParts(1234).find(({ type }) => type === 'group') || {}).value;
  return [numberFormat.format(1234567) === `1${between}234${between}567` ? between : null];
});
function number(value) {
  const [between] = separator();
  return between !== null && Number.isSafeInteger(value) && value >= 0 ? String(value).replace(/\B(?=(\d{3})+$)/g, between) : numberFormat.format(value);
}

// The browser words one date of each month, and another for its first day; of the others only day and year differ.
const datesKnown = new Map();
function dayWords(day) {
  const date = new Date(day * MS_PER_DAY), year = date.getUTCFullYear(), ofMonth = date.getUTCDate();
  const key = ofMonth === 1 ? -1 - date.getUTCMonth() : date.getUTCMonth();
  if (!datesKnown.has(key)) datesKnown.set(key, datePattern(date.getUTCMonth(), ofMonth === 1 ? 1 : 23));
  const pattern = datesKnown.get(key);
  return pattern && year > 999 && year < 10000 ? pattern.before + (ofMonth === 1 ? t('first_of_month') : ofMonth) + pattern.between + year + pattern.after : dayFormat().format(date);
}

// Null where the language does not write 23 and 2000 with these figures, in this order.
function datePattern(month, ofMonth) {
  const words = dayFormat().format(new Date(Date.UTC(2000, month, ofMonth))), found = /^(\D*)(\d+)(\D+)2000(\D*)$/.exec(words);
  return found && found[2] === String(ofMonth) ? { before: found[1], between: found[3], after: found[4] } : null;
}

// An EDTF date in words: "2022-08" is August 2022, "2013/2022" from 2013 to 2022.
function edtfWords(text) {
  if (!text) return t('undated');
  if (text.includes('/')) {
    const [from, to] = text.split('/').map((part) => (part === '..' || part === '' ? '…' : edtfWords(part)));
    return `${from} – ${to}`;
  }
  const plainText = text.replace(/[?~%]/g, '');
  if (/^\d{4}$/.test(plainText)) return plainText;
  if (/^\d{4}-\d\d$/.test(plainText)) return monthFormat().format(new Date(`${plainText}-01T00:00:00Z`));
  const day = dayOf(plainText);
  return day === null ? text : dayWords(day);
}

const ABOUT = /\b(about|around|some|nearly|almost|roughly|approximately|environ|quelque|presque|près|autour|une? (?:dizaine|centaine|millier))\b/i;

// A headcount with its doubt: "about 3,000", "at least 400", "2,000–3,000", "number not stated".
function countWords(low, high, words) {
  if (low === null && high === null) return words ? `${t('no_number')} (“${words}”)` : t('no_number');
  if (high === null) return t('at_least', { count: number(low) });
  if (low === null || (low === 0 && high > 0)) return t('up_to', { count: number(high) });
  if (low === high) return words && ABOUT.test(words) ? t('about', { count: number(low) }) : number(low);
  return `${number(low)}–${number(high)}`;
}

function sumWords(sum) {
  if (!sum.rows) return '0';
  if (!sum.low && !sum.high) return sum.unknown ? t('no_number') : '0';
  const text = sum.open || sum.unknown ? t('at_least', { count: number(sum.low) })
    : sum.low === sum.high ? number(sum.low)
    : sum.low ? `${number(sum.low)}–${number(sum.high)}` : t('up_to', { count: number(sum.high) });
  return sum.low ? text : sum.high ? t('up_to', { count: number(sum.high) }) : text;
}

function ageWords(days) {
  if (days < 60) return t('days', { n: days });
  const months = Math.round(days / 30.44);
  return months < 24 ? t('months', { n: months }) : t('years', { n: Math.round(days / 365.25) });
}

const shortNumber = lazy(() => new Intl.NumberFormat(lang, { notation: 'compact', maximumSignificantDigits: 3 }));
const shortKnown = new Map();
function shortWords(value) {
  const rounded = Number(value.toPrecision(2));
  if (!shortKnown.has(rounded)) shortKnown.set(rounded, shortNumber().format(rounded));
  return shortKnown.get(rounded);
}
