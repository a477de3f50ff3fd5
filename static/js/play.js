// Stories, exercises, questions: the same answers in place. Nothing leaves the device, nothing is kept before a tap.
const play = document.querySelector('[data-play]');
const $ = (q, on = play) => [...on.querySelectorAll(q)];
const id = 'cop-play-' + play.dataset.play;
const stepped = 'stepped' in play.dataset;
const mayKeep = !('unkept' in play.dataset);
const land = (el, block = 'start') => { if (el) { if (!el.hasAttribute('tabindex')) el.tabIndex = -1; el.focus({ preventScroll: true }); el.scrollIntoView({ block }); } };

// One step a view
const views = $('.cover, .step');
const show = (el, quiet) => { for (const v of views) v.hidden = v !== el; if (!quiet) { land(el); scrollTo(0, 0); } };
const here = () => { const el = location.hash && document.getElementById(location.hash.slice(1)); return el && play.contains(el) ? el : null; };
if (stepped) {
  show(here()?.closest('.cover, .step') || views[0], true);
  addEventListener('hashchange', () => { hush(); show(here()?.closest('.cover, .step') || views[0]); });
  if ('class' in play.dataset) addEventListener('keydown', (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || !/^Arrow(Left|Right)$/.test(e.key) || /^(INPUT|SELECT)$/.test(e.target.tagName)) return;
    const on = (e.key === 'ArrowRight') !== (getComputedStyle(play).direction === 'rtl');
    const next = views[views.findIndex((v) => !v.hidden) + (on ? 1 : -1)];
    if (next) location.hash = next.id;
  });
} else addEventListener('hashchange', () => { const el = here(); if (el) land(el); });

// Answers: kept until the tab closes, longer only when asked
const read = (s) => { try { return JSON.parse(s.getItem(id)) || null; } catch { return null; } };
let keep = false;
const work = {};
const inputs = $('[data-task] input, [data-task] select');
const save = () => {
  if (!mayKeep) return;
  try { sessionStorage.setItem(id, JSON.stringify(work)); if (keep) localStorage.setItem(id, JSON.stringify(work)); } catch { /* full or forbidden: then nothing is kept */ }
};
const nameOf = (i) => i.type === 'radio' ? i.name + '=' + i.value : i.name;
const first = {}; // the first way chosen in each question

const open = (d, by) => {
  const task = d.closest('.picks');
  if (task) {
    const q = task.getAttribute('aria-labelledby');
    first[q] ??= 'good' in d.dataset;
    if (by && task.dataset.task) { work['?' + task.dataset.task] = [...(work['?' + task.dataset.task] || []).filter((k) => k !== d.dataset.part), d.dataset.part]; save(); }
    tell();
  }
  if (d.matches('.answers')) compare(d);
  if (by) land(d.querySelector('.pick__say, .key, .flow'), 'nearest'); // the choice stays in sight
};

// The band that fits; without scripts the reader counts
const tell = () => {
  const result = $('[data-result]')[0];
  if (!result) return;
  const asked = $('.picks').length;
  const n = Object.values(first).filter(Boolean).length;
  const bands = $('details', result);
  const fit = bands.filter((b) => +b.dataset.least <= n).pop();
  const done = Object.keys(first).length >= asked;
  for (const b of bands) { b.hidden = done && b !== fit; if (done && b === fit) b.open = true; }
};

// Own answers beside ours; never a verdict
const compare = (d) => {
  const task = d.closest('.task');
  const mine = $('[data-right]', task);
  $('.key > li', d).forEach((li, i) => {
    li.querySelector('.same')?.remove();
    const box = mine[i];
    if (!box || d.querySelector('.key--n')) return;
    const input = box.querySelector('input:checked, select');
    const tick = box.querySelector('[type=checkbox]');
    const said = tick ? (tick.checked ? 'yes' : 'no') : input?.value;
    if (said && box.dataset.right.split(' ').includes(said)) {
      const s = document.createElement('b');
      s.className = 'same';
      s.textContent = ' ✓';
      li.append(s);
    }
  });
};

play.addEventListener('click', (e) => {
  const s = e.target.closest('summary');
  if (s) { const d = s.parentElement; if (!d.open) requestAnimationFrame(() => open(d, true)); return; }
});
play.addEventListener('change', ({ target: t }) => {
  if (t.dataset.keep !== undefined) {
    keep = t.checked;
    try { keep ? localStorage.setItem(id, JSON.stringify(work)) : localStorage.removeItem(id); } catch { /* forbidden */ }
    return;
  }
  const task = t.closest('[data-task]');
  if (!task) return;
  for (const i of $('input, select', task)) { const v = i.tagName === 'SELECT' ? i.value : i.checked; v ? (work[nameOf(i)] = v) : delete work[nameOf(i)]; }
  const shown = $('.answers[open]', task)[0];
  if (shown) compare(shown);
  save();
});

// Give back what this tab, or this device if asked, still has
const kept = mayKeep && (read(localStorage) || read(sessionStorage));
if (mayKeep) for (const k of $('.keep')) { k.hidden = !inputs.length && !$('.picks[data-task]').length; keep = k.querySelector('input').checked = !!read(localStorage); }
if (kept) {
  Object.assign(work, kept);
  for (const i of inputs) { const v = kept[nameOf(i)]; if (v) i.tagName === 'SELECT' ? (i.value = v) : (i.checked = true); }
  for (const t of $('.picks[data-task]')) for (const part of kept['?' + t.dataset.task] || []) { const d = t.querySelector(`[data-part="${CSS.escape(part)}"]`); if (d) { d.open = true; open(d); } }
}
for (const a of $('[data-again]')) a.addEventListener('click', (e) => {
  e.preventDefault();
  try { sessionStorage.removeItem(id); localStorage.removeItem(id); } catch { /* forbidden */ }
  for (const d of $('details')) { d.open = false; d.hidden = false; }
  for (const i of inputs) i.tagName === 'SELECT' ? (i.value = '') : (i.checked = false);
  for (const o of [work, first]) for (const k in o) delete o[k];
  for (const i of $('input')) i.checked = false;
  keep = false;
  if (stepped) { location.hash = '#start'; show(views[0]); } else { history.replaceState(null, '', location.pathname); land(views[0]); }
});

// Read to me: the device's own voice, if it has one for this language
const speech = window.speechSynthesis;
const hush = () => speech?.cancel();
const buttons = $('[data-read]');
const voices = () => {
  const code = document.documentElement.lang.slice(0, 2);
  const voice = speech.getVoices().find((v) => v.lang.toLowerCase().startsWith(code));
  for (const b of buttons) b.hidden = !voice;
  for (const w of $('[data-with]')) w.hidden = !!voice;
  return voice;
};
if (speech && buttons.length) {
  voices();
  speech.addEventListener?.('voiceschanged', voices);
  const label = buttons[0].textContent;
  let on = false;
  const say = () => {
    hush();
    const from = stepped ? views.find((v) => !v.hidden) : play;
    const text = $('[data-say], h1, .lede, .frame__say, .ask, .pick > summary, .talk', from).map((el) => el.dataset.say || el.textContent).join('. ');
    const u = new SpeechSynthesisUtterance(text);
    u.voice = voices(); u.lang = document.documentElement.lang; u.rate = .9;
    speech.speak(u);
  };
  for (const b of buttons) b.addEventListener('click', () => {
    on = !on;
    for (const one of buttons) one.textContent = on ? b.dataset.stop : label;
    on ? say() : hush();
  });
  addEventListener('hashchange', () => { if (on) setTimeout(say, 60); });
  addEventListener('pagehide', hush);
}
