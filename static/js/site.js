// Enhancement only: everything works without it. Nothing is stored before a tap.
const root = document.documentElement;
const all = (q) => document.querySelectorAll(q);
const store = {
  get(k) { try { return JSON.parse(localStorage.getItem(k)) || {}; } catch { return {}; } },
  set(k, v) { try { Object.keys(v).length ? localStorage.setItem(k, JSON.stringify(v)) : localStorage.removeItem(k); return true; } catch { return false; } },
};

// How this looks
const looks = store.get('cop-looks');
const known = { size: ['2', '3'], theme: ['light', 'dark'], space: ['wide'], pictures: ['off'] };
const apply = () => { for (const k in known) known[k].includes(looks[k]) ? (root.dataset[k] = looks[k]) : delete root.dataset[k]; };
apply();
for (const form of all('[data-looks]')) {
  form.hidden = false;
  for (const i of form.querySelectorAll('input')) i.checked = (looks[i.name] || '') === i.value;
  form.addEventListener('change', ({ target }) => {
    target.value ? (looks[target.name] = target.value) : delete looks[target.name];
    apply();
    store.set('cop-looks', looks);
  });
}

// Ticks stay on this device
const ticks = store.get('cop-ticks');
for (const box of all('[data-tick]')) {
  box.checked = !!ticks[box.dataset.tick];
  box.addEventListener('change', () => {
    box.checked ? (ticks[box.dataset.tick] = 1) : delete ticks[box.dataset.tick];
    store.set('cop-ticks', ticks);
  });
}

// Print, copy link, share: buttons that need a script appear with it
const address = () => (!document.querySelector('[data-copy=here]') && document.querySelector('link[rel=canonical]') || location).href;
const reveal = (q, act) => { for (const b of all(q)) { b.hidden = false; b.addEventListener('click', () => act(b)); } };
reveal('[data-print]', () => print());
if (navigator.clipboard) reveal('[data-copy]', async (b) => {
  try { await navigator.clipboard.writeText(address()); } catch { return; }
  const said = b.parentElement.querySelector('[data-said]');
  const word = b.dataset.done || '✓';
  const old = b.textContent;
  b.textContent = word;
  if (said) said.textContent = word;
  setTimeout(() => { b.textContent = old; }, 2500);
});
if (navigator.share) reveal('[data-share]', () => navigator.share({ title: document.title, url: address() }).catch(() => {}));

// The language list closes with Escape or a tap elsewhere
const list = document.querySelector('.langs');
if (list) {
  document.addEventListener('click', (e) => { if (!list.contains(e.target)) list.open = false; });
  list.addEventListener('keydown', (e) => { if (e.key === 'Escape') { list.open = false; list.firstElementChild.focus(); } });
}
