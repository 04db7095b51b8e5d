// Words, numbers and dates in the page's language.
const lang = settings.lang === 'en' ? 'en-GB' : settings.lang;
// Made when first needed: each takes the browser some milliseconds.
const lazy = (make) => { let made = null; return () => (made ??= make()); };
const plurals = lazy(() => new Intl.PluralRules(lang));
const numberFormat = new Intl.NumberFormat(lang);
const dateFormat = (options) => new Intl.DateTimeFormat(lang, { timeZone: 'UTC', ...options });
const dayFormat = lazy(() => dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }));
const monthFormat = lazy(() => dateFormat({ month: 'long', year: 'numeric' }));

function t(key, values) {
  const counted = values && 'n' in values ? `${key}_${plurals().select(values.n)}` : key;
  const text = settings.strings[counted] ?? settings.strings[`${key}_other`] ?? settings.strings[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values ? values[name] : '';
    return typeof value === 'number' ? number(value) : String(value ?? '');
  });
}

const numberKnown = new Map();
function number(value) {
  if (!numberKnown.has(value)) numberKnown.set(value, numberFormat.format(value));
  return numberKnown.get(value);
}
const dayKnown = new Map();
function dayWords(day) {
  if (!dayKnown.has(day)) dayKnown.set(day, dayFormat().format(new Date(day * MS_PER_DAY)));
  return dayKnown.get(day);
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
