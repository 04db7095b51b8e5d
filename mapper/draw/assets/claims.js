// The evidence behind the presences: claims and reports, unpacked after the first picture.
let evidence = null;
let unpackingEvidence = null;

function startEvidence() {
  unpackingEvidence = new Promise((done) => whenIdle(async () => {
    const bytes = await gunzip(packedBytes('data-evidence'));
    if (!evidence) loadEvidence(parseBytes(bytes));
    done();
  }));
}

// For callers that cannot wait.
function needEvidence() {
  if (!evidence) loadEvidence(parseBytes(inflate(packedBytes('data-evidence'))));
  return evidence;
}

function loadEvidence(packed) {
  const claims = packed.claims, reports = packed.reports;
  const low = column(claims.low);
  evidence = {
    claims: {
      id: column(claims.id), report: column(claims.report), quote: column(claims.quote), marks: sparseColumn(claims.marks), sender: column(claims.sender), force: column(claims.force),
      place: column(claims.place), low, high: column(claims.high).map((value, at) => (value === null ? null : value + (low[at] || 0))), words: column(claims.words), status: column(claims.status),
      when: column(claims.when), source: column(claims.source), rule: column(claims.rule), at: column(claims.at), confidence: sparseColumn(claims.confidence), correction: sparseColumn(claims.correction),
    },
    reports: { id: column(reports.id), title: column(reports.title), publisher: column(reports.publisher), published: column(reports.published), url: column(reports.url), origin: column(reports.origin) },
    reasons: { reason: column(packed.reasons.reason), provenance: column(packed.reasons.provenance), others: sparseColumn(packed.reasons.others) },
    unmapped: packed.unmapped, rejected: packed.rejected,
  };
  evidence.number = new Map(evidence.claims.id.map((id, at) => [id, at]));
}

function reportOf(claim) {
  const at = evidence.claims.report[claim], { reports } = evidence;
  return at < 0 ? { title: '', publisher: '', published: null, url: '' }
    : { title: reports.title[at], publisher: reports.publisher[at] || '', published: reports.published[at], url: reports.url[at] };
}

function claimDay(claim) {
  const text = evidence.claims.when[claim] || reportOf(claim).published;
  const found = text && /\d{4}(-\d\d)?(-\d\d)?/.exec(text);
  return found ? dayOf(found[0] + (found[1] ? '' : '-01') + (found[2] ? '' : '-01')) : null;
}

// The sentence with the words that made the claim marked.
function quoteNode(claim) {
  const quote = evidence.claims.quote[claim], parts = [];
  let at = 0;
  for (const [from, to, role] of evidence.claims.marks.get(claim) || []) {
    if (from < at || from >= quote.length) continue;
    if (from > at) parts.push(quote.slice(at, from));
    parts.push(el('mark', { class: `mark-${role}`, title: t(`mark_${role}`) }, quote.slice(from, to)));
    at = Math.max(at, to);
  }
  parts.push(quote.slice(at));
  return el('blockquote', { dir: 'auto' }, ...parts);
}

function claimNode(claim) {
  const { claims } = evidence, report = reportOf(claim), address = safeAddress(report.url);
  const effect = [t(`effect_${claims.status[claim]}`), countWords(claims.low[claim], claims.high[claim], claims.words[claim])].join(t('colon'));
  const words = claims.words[claim] && (claims.low[claim] !== null || claims.high[claim] !== null) ? ` (“${claims.words[claim]}”)` : '';
  return el('li', { class: 'claim' },
    quoteNode(claim),
    el('p', { class: 'said' }, el('strong', {}, el('bdi', { text: report.publisher || t('publisher_unknown') }), `, ${report.published ? edtfWords(report.published) : t('undated')}`), ...quotedSource(claims.source[claim])),
    report.title && el('p', { class: 'report-title', dir: 'auto' }, address ? el('a', { href: address, target: '_blank', rel: 'noopener noreferrer', text: report.title }) : report.title),
    !report.title && address && el('p', {}, el('a', { href: address, target: '_blank', rel: 'noopener noreferrer', text: t('open_report') })),
    el('p', { class: 'quiet' }, effect + words, claims.when[claim] ? `. ${t('held_at', { when: edtfWords(claims.when[claim]) })}` : ''),
    correctionNode(evidence.claims.correction.get(claim)),
    confidenceNode(claim));
}

// Who is quoted, set in the direction of its own script.
function quotedSource(source) {
  if (!source) return [];
  const [before, after] = t('quoting', { source: '\u0000' }).split('\u0000');
  return [`. ${before}`, el('bdi', { text: source }), after];
}

function correctionNode(correction) {
  if (!correction) return null;
  const [who, when, why, action, fields] = correction;
  return el('p', { class: 'corrected', dir: 'auto', text: t('corrected', { who, when: edtfWords(when), action, fields: fields.join(', '), why }) });
}

function confidenceNode(claim) {
  const parts = evidence.claims.confidence.get(claim);
  if (!parts && !evidence.claims.rule[claim]) return null;
  return el('details', {}, el('summary', { text: t('how_read') }),
    evidence.claims.rule[claim] && el('p', { class: 'quiet', text: t('rule', { rule: evidence.claims.rule[claim] }) }),
    parts && el('ul', {}, ...parts.map(([part, score, reason]) => el('li', { dir: 'auto', text: `${t(`part_${part}`)} ${Math.round(score * 100)} %${t('colon')}${reason}` }))));
}

// The claims layer: what was reported in the ninety days up to the day shown, each as a small cross-hair.
function drawClaims(context, view) {
  if (!evidence) return;
  const { claims } = evidence;
  for (let claim = 0; claim < claims.id.length; claim++) {
    const place = claims.at[claim];
    if (place < 0 || places.precision[place] === 'global') continue;
    const day = claimDay(claim);
    if (day === null || day > state.day || day <= state.day - DAYS_OF_A_TRACE) continue;
    const [x, y] = spotOf(view, place);
    context.strokeStyle = senderColour(claims.sender[claim]);
    context.lineWidth = 1.6;
    context.beginPath();
    if (claims.status[claim] === 'denied') { context.moveTo(x - 5, y - 5); context.lineTo(x + 5, y + 5); context.moveTo(x + 5, y - 5); context.lineTo(x - 5, y + 5); }
    else { context.moveTo(x - 6, y); context.lineTo(x + 6, y); context.moveTo(x, y - 6); context.lineTo(x, y + 6); }
    context.stroke();
  }
}
