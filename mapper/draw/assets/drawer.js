// The drawer on the right (a sheet on phones) that holds the card, the table and the lists.
const drawer = { node: null, title: null, body: null, opener: null };
const STOPS = ['peek', 'half', 'full'];

function buildDrawer() {
  drawer.title = el('h2', { id: 'drawer-title', tabindex: -1, dir: 'auto' });
  drawer.body = el('div', { class: 'drawer-body' });
  drawer.grip = button(t('resize'), { class: 'grip', id: 'grip', on: { click: nextStop, pointerdown: dragSheet } }, el('span', { 'aria-hidden': 'true' }));
  drawer.node = el('aside', { class: 'drawer', id: 'drawer', 'aria-labelledby': 'drawer-title', hidden: true, 'data-stop': 'half' },
    drawer.grip,
    el('div', { class: 'panel-head' }, drawer.title, button(t('close'), { class: 'round small', id: 'close-drawer', on: { click: closeDrawer } }, icon(ICONS.close))),
    drawer.body);
  return drawer.node;
}

function openDrawer(name, title, content) {
  const fresh = state.drawer !== name;
  if (!state.drawer) drawer.opener = document.activeElement;
  state.drawer = name;
  drawer.node.dataset.content = name;
  drawer.title.textContent = clean(title);
  drawer.body.replaceChildren(...content.flat().filter(Boolean));
  drawer.node.hidden = false;
  if (fresh) drawer.body.scrollTop = 0;
  document.documentElement.classList.add('with-drawer');
  document.documentElement.dataset.drawer = name;
  for (const name_ of ['table', 'unmapped', 'about', 'share', 'compare']) {
    const opener = document.getElementById(`open-${name_}`);
    if (opener) opener.setAttribute('aria-expanded', String(name === name_));
  }
  if (onPhone()) showLayers(false);
  liftMap(onPhone() && name === 'compare' ? Math.round(drawer.node.offsetHeight / 2) : 0);
}

// While a sheet covers the lower half of the map, what stood in its middle stands in the middle of the upper half.
let lifted = 0;
function liftMap(pixels) {
  if (pixels !== lifted) map.panBy([0, pixels - lifted], { animate: false });
  lifted = pixels;
}

function closeDrawer() {
  if (!state.drawer) return;
  state.drawer = null;
  drawer.node.hidden = true;
  delete document.documentElement.dataset.drawer;
  document.documentElement.classList.remove('with-drawer');
  liftMap(0);
  document.querySelectorAll('.tools [aria-expanded]').forEach((node) => { if (node.id !== 'open-layers') node.setAttribute('aria-expanded', 'false'); });
  if (state.selected !== null) setSelected(null);
  if (drawer.opener && drawer.opener.isConnected) drawer.opener.focus({ preventScroll: true });
}

function toggleDrawer(name, open) {
  if (state.drawer === name) closeDrawer();
  else { if (state.selected !== null) setSelected(null); open(); drawer.title.focus({ preventScroll: true }); }
}

function nextStop() {
  const stops = STOPS.indexOf(drawer.node.dataset.stop);
  drawer.node.dataset.stop = STOPS[(stops + 1) % STOPS.length];
}

// The sheet follows the finger and settles on the nearest stop.
function dragSheet(event) {
  const start = event.clientY, height = drawer.node.getBoundingClientRect().height, whole = window.innerHeight;
  let moved = false;
  drawer.grip.setPointerCapture(event.pointerId);
  const move = (next) => {
    if (Math.abs(next.clientY - start) > 8) moved = true;
    if (moved) drawer.node.style.height = `${clamp(height + start - next.clientY, 80, whole - 60)}px`;
  };
  const end = () => {
    drawer.grip.removeEventListener('pointermove', move);
    drawer.grip.removeEventListener('pointerup', end);
    if (!moved) return;
    const share = drawer.node.getBoundingClientRect().height / whole;
    drawer.node.style.height = '';
    drawer.node.dataset.stop = share < 0.3 ? 'peek' : share < 0.62 ? 'half' : 'full';
    drawer.grip.addEventListener('click', (click) => click.stopImmediatePropagation(), { capture: true, once: true });
  };
  drawer.grip.addEventListener('pointermove', move);
  drawer.grip.addEventListener('pointerup', end);
}
