// The first script: promises the page to whoever embeds it, unpacks our code and what the first picture needs, and runs it.
// It stands before the base map and the evidence, which the browser reads while the first symbols are drawn.
const unpacked = (id) => gunzip(packedBytes(id));
const code = unpacked('code');
const parsed = new Promise((done) => document.addEventListener('DOMContentLoaded', done, { once: true }));
const boot = { gunzip, inflate, packedBytes, parseBytes, run, parsed, core: unpacked('data-core'), leaflet: unpacked('code-leaflet') };
window.deploymentMap = { ready: new Promise((done, fail) => Object.assign(boot, { done, fail })) };
window.deploymentBoot = boot;

// A script that is put in by hand runs only when its hash is in the policy.
function run(bytes) {
  const node = document.createElement('script');
  node.textContent = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
  document.head.append(node);
}

function load(address) {
  return new Promise((done) => {
    const node = document.createElement('script');
    node.addEventListener('load', done);
    node.addEventListener('error', done);
    node.src = address;
    document.head.append(node);
  });
}

// Layers of folium find the map made.
async function begin() {
  run(await code);
  await Promise.all([parsed, window.deploymentMap.ready]);
  const added = document.getElementById('added');
  if (!added) return;
  const { addresses, scripts } = parseBytes(bytesOf(added.textContent));
  for (const address of addresses) await load(address);
  scripts.forEach(run);
}

begin().catch(boot.fail);
