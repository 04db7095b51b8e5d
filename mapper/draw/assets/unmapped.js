// What could not be drawn, and what the page is: nothing is dropped silently.
function openUnmapped() {
  const { unmapped, rejected } = needEvidence();
  const reasons = new Map();
  for (const [claim, reason] of unmapped) {
    if (!reasons.has(reason)) reasons.set(reason, []);
    reasons.get(reason).push(claim);
  }
  openDrawer('unmapped', t('unmapped'), [
    el('p', { text: t('unmapped_note', { n: unmapped.length }) }),
    ...[...reasons].flatMap(([reason, claims]) => [el('h3', { dir: 'auto', text: `${reason || t('no_reason')} (${number(claims.length)})` }), el('ul', { class: 'claims' }, ...claims.slice(0, 200).map(claimNode))]),
    rejected.length ? el('h3', { text: t('rejected', { n: rejected.length }) }) : null,
    rejected.length ? el('ul', { class: 'plain-list' }, ...rejected.slice(0, 200).map(([source, where, reason]) => el('li', { dir: 'auto', text: [source, where, reason].filter(Boolean).join(': ') }))) : null,
  ]);
}

const methodLine = () => t('method', { n: meta.reports, publishers: t('publishers', { n: meta.publishers }) });

function cautions() {
  return [
    meta.coarsen_km ? t('coarsened', { km: meta.coarsen_km }) : null,
    meta.delay_days ? t('delayed', { n: meta.delay_days }) : null,
    settings.tiles ? t('tiles_note', { name: settings.tiles.name, hosts: settings.tiles.hosts.map((host) => host.replace('https://', '')).join(', ') }) : null,
  ].filter(Boolean);
}

const boundaryLine = () => meta.boundaries || t('boundaries_default');

function aboutNodes() {
  return [
    el('p', { dir: 'auto', text: methodLine() }),
    ...cautions().map((text) => el('p', { class: 'caution', text })),
    ...meta.notes.map((text) => el('p', { dir: 'auto', text })),
    meta.credits && el('p', { dir: 'auto', text: meta.credits }),
    meta.as_of && el('p', { dir: 'auto', text: t('as_of', { when: edtfWords(meta.as_of) }) }),
    el('h3', { text: t('boundaries') }), el('p', { dir: 'auto', text: boundaryLine() }), el('p', { class: 'quiet', text: t('boundaries_note') }),
    settings.tiles ? el('p', { class: 'quiet', dir: 'auto', text: settings.tiles.attribution }) : null,
    el('h3', { text: t('keys') }),
    el('dl', { class: 'facts' }, ...['arrows', 'shift', 'home', 'space', 'slash', 'escape', 'zoom'].flatMap((name) => [el('dt', {}, el('kbd', { text: t(`key_${name}`) })), el('dd', { text: t(`key_${name}_does`) })])),
    el('p', { class: 'quiet', text: t('made_with') }),
  ];
}

function openAbout() {
  openDrawer('about', t('about_page'), aboutNodes());
}
