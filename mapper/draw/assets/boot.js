// The first script: promises the page to whoever embeds it, unpacks the rest and runs it.
const unpacked = (id) => gunzip(packedBytes(id));
const code = unpacked('code');
const boot = { gunzip, inflate, packedBytes, parseBytes, core: unpacked('data-core'), base: unpacked('data-base') };
window.deploymentMap = { ready: new Promise((done, fail) => Object.assign(boot, { done, fail })) };
window.deploymentBoot = boot;

// A script that is put in by hand runs only when its hash is in the policy.
function run(text) {
  const node = document.createElement('script');
  node.textContent = text;
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

async function begin() {
  run(new TextDecoder().decode(await code));
  const added = document.getElementById('added');
  if (!added) return;
  const { addresses, scripts } = parseBytes(bytesOf(added.textContent));
  for (const address of addresses) await load(address);
  scripts.forEach(run);
}

begin().catch(boot.fail);
